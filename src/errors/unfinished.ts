/**
 * Why a stop among many has no answer of the service.
 *
 * @module
 */
import * as Schema from "effect/Schema";
import { type TaggedClass, taggedError } from "../schema/taggedError.ts";

type NotAttemptedFields = {
  /** What kept it from being sent: the interruption of the program, or an earlier refusal. */
  readonly because: Schema.Literal<["Interrupted", "Refused"]>;
  /** The `_tag` of that refusal, whose outcome tells the rest. */
  readonly refusal: Schema.optional<typeof Schema.String>;
  /** Whether the same call may succeed later, with nothing else changed. */
  readonly retryable: typeof Schema.Boolean;
};

const NotAttemptedClass: TaggedClass<NotAttempted, "NotAttempted", NotAttemptedFields> =
  taggedError("NotAttempted", () => ({
    because: Schema.Literal("Interrupted", "Refused"),
    refusal: Schema.optional(Schema.String),
    retryable: Schema.Boolean,
  }));

/**
 * Nothing was sent for this task: the program was interrupted before its turn, or an earlier stop
 * was refused in a way that would meet this one too.
 *
 * @example
 * ```ts
 * import type { StopOutcome } from "@codearts/check";
 *
 * const isLeft = ({ result }: StopOutcome) =>
 *   result._tag === "Left" && result.left._tag === "NotAttempted";
 * ```
 *
 * @since 0.1.0
 * @category errors
 */
export class NotAttempted extends NotAttemptedClass {
  override get message(): string {
    return this.because === "Interrupted"
      ? "Nothing was sent: the stops were interrupted before this one. Stop it again."
      : `Nothing was sent: an earlier stop ended with ${
        this.refusal ?? "a refusal"
      }, and so would this one. Put that right, then stop it again.`;
  }
}

type StopInterruptedFields = {
  readonly retryable: Schema.Literal<[true]>;
  /** The request was under way: whether the stop arrived is not known. */
  readonly ambiguous: Schema.Literal<[true]>;
};

const StopInterruptedClass: TaggedClass<
  StopInterrupted,
  "StopInterrupted",
  StopInterruptedFields
> = taggedError("StopInterrupted", () => ({
  retryable: Schema.Literal(true),
  ambiguous: Schema.Literal(true),
}));

/**
 * The program was interrupted, and its grace time ended, while this stop was under way. It may have
 * arrived.
 *
 * @example
 * ```ts
 * import type { StopOutcome } from "@codearts/check";
 *
 * const mayHaveArrived = ({ result }: StopOutcome) =>
 *   result._tag === "Left" && "ambiguous" in result.left;
 * ```
 *
 * @since 0.1.0
 * @category errors
 */
export class StopInterrupted extends StopInterruptedClass {
  override get message(): string {
    return "The stop was interrupted while it was under way, and may have arrived. Stop it again.";
  }
}
