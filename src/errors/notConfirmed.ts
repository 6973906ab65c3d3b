/**
 * A stop that was not seen to end.
 *
 * @module
 */
import * as Duration from "effect/Duration";
import * as Schema from "effect/Schema";
import { type TaggedClass, taggedError } from "../schema/taggedError.ts";
import { TaskStatus } from "../taskStatus.ts";

type NotConfirmedFields = {
  readonly taskId: typeof Schema.String;
  /** What the last look showed; absent where none was answered. */
  readonly lastStatus: Schema.optional<typeof TaskStatus>;
  /** How many times the stop was sent. */
  readonly attempts: typeof Schema.Number;
  /** The time that there was; milliseconds in JSON. */
  readonly deadline: typeof Schema.DurationFromMillis;
  /** The task may stop later, and can be stopped again. */
  readonly retryable: Schema.Literal<[true]>;
};

const NotConfirmedClass: TaggedClass<NotConfirmed, "NotConfirmed", NotConfirmedFields> =
  taggedError("NotConfirmed", () => ({
    taskId: Schema.String,
    lastStatus: Schema.optional(TaskStatus),
    attempts: Schema.Number,
    deadline: Schema.DurationFromMillis,
    retryable: Schema.Literal(true),
  }));

/**
 * The deadline passed before the task was seen not to run. It carries the last status, and how many
 * times the stop was sent.
 *
 * @example
 * ```ts
 * import type { NotConfirmed } from "@codearts/check";
 *
 * const isStuck = ({ lastStatus }: NotConfirmed) => lastStatus?._tag === "Running";
 * ```
 *
 * @since 0.1.0
 * @category errors
 */
export class NotConfirmed extends NotConfirmedClass {
  override get message(): string {
    const seen = this.lastStatus === undefined
      ? "no look at it was answered"
      : `the last look showed ${this.lastStatus._tag}`;
    return `The task ${this.taskId} was not seen to stop within ${
      Duration.format(this.deadline)
    }: ${seen}. Look at it again later, or stop it once more.`;
  }
}
