/**
 * Stops a check task, and makes sure that it stopped.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Clock from "effect/Clock";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import { beforeDeadline } from "./confirm/beforeDeadline.ts";
import { stopOrLook } from "./confirm/stopOrLook.ts";
import { watch } from "./confirm/watch.ts";
import type { NotConfirmed } from "./errors/notConfirmed.ts";
import type { CallOptions } from "./http/call.ts";
import { durationOf } from "./http/durationOf.ts";
import { retryTransient } from "./retryTransient.ts";
import type { StopTaskError } from "./StopTaskError.ts";
import type { Target } from "./Target.ts";
import type { TaskStatus } from "./taskStatus.ts";
import type { TokenService } from "./TokenService.ts";

export { NotConfirmed } from "./errors/notConfirmed.ts";

/**
 * How a stop is confirmed.
 *
 * @since 0.1.0
 * @category options
 */
export interface StopAndConfirmOptions extends CallOptions {
  /**
   * How long the stop and the watching may take together; 5 minutes by default. A number counts
   * milliseconds.
   */
  readonly deadline?: Duration.DurationInput | undefined;
}

/**
 * A stop that was seen to work.
 *
 * @since 0.1.0
 * @category models
 */
export interface StopConfirmed {
  /** What the task ended as: mostly `Stopped`, or as it ended by itself just before. */
  readonly status: Exclude<TaskStatus, { readonly _tag: "Running" }>;
  /** How many times the stop was sent. */
  readonly attempts: number;
  /** From the first attempt to the last look, in milliseconds. */
  readonly durationMillis: number;
}

const defaultDeadline = Duration.minutes(5);

/**
 * Stops a check task, then looks at it, in growing intervals, until it does not run.
 *
 * What passes is tried again as the `RetryPolicy` in the context says. Where a stop is not answered,
 * or refused for a reason that may be that nothing runs, it looks before it stops again: a task that
 * does not run any more is stopped, however the stop was answered.
 *
 * Fails as `stopTask` does, with a member of `StopTaskError`, and with `NotConfirmed` when
 * `options.deadline` (5 minutes by default) passes first.
 *
 * @example
 * ```ts
 * import * as Effect from "effect/Effect";
 * import { stopAndConfirm } from "@codearts/check";
 *
 * const program = stopAndConfirm("5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d", { region: "cn-north-4" }, {
 *   deadline: "1 minute",
 * }).pipe(
 *   Effect.tap(({ attempts, status }) => Effect.log(`${status._tag} after ${attempts} attempts`)),
 * );
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const stopAndConfirm = (
  taskId: string,
  target: Target,
  options?: StopAndConfirmOptions,
): Effect.Effect<StopConfirmed, StopTaskError | NotConfirmed, HttpClient | TokenService> =>
  Effect.gen(function* () {
    const deadline = yield* durationOf("the deadline", options?.deadline, defaultDeadline);
    const startMillis = yield* Clock.currentTimeMillis;
    let attempts = 0;
    const attempt = Effect.suspend(() => {
      attempts++;
      return stopOrLook(taskId, target, options);
    });
    const status = yield* beforeDeadline(
      taskId,
      deadline,
      () => attempts,
      (onStatus) =>
        Effect.flatMap(
          retryTransient()(attempt),
          Option.match({
            onNone: () => watch(taskId, target, options, onStatus),
            onSome: Effect.succeed,
          }),
        ),
    );
    const durationMillis = (yield* Clock.currentTimeMillis) - startMillis;
    return { status, attempts, durationMillis };
  }).pipe(
    Effect.withSpan("codearts.check.stopAndConfirm", {
      attributes: { "codearts.task_id": taskId },
      captureStackTrace: false,
    }),
  );
