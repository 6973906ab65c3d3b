/**
 * Watches a task until it does not run.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import type { CallOptions } from "../http/call.ts";
import { retryTransient } from "../retryTransient.ts";
import type { StopTaskError } from "../StopTaskError.ts";
import type { Target } from "../Target.ts";
import { type TaskStatus, taskStatus } from "../taskStatus.ts";
import type { TokenService } from "../TokenService.ts";

/** The pause after the first look, in milliseconds; each is longer by half, up to the longest. */
const firstPause = 250;
const longestPause = 10_000;

/** What a task is that does not run. */
export type Ended = Exclude<TaskStatus, { readonly _tag: "Running" }>;

/** One look, with retries. */
export const look = (
  taskId: string,
  target: Target,
  options: CallOptions | undefined,
): Effect.Effect<TaskStatus, StopTaskError, HttpClient | TokenService> =>
  taskStatus(taskId, target, callOptionsOf(options)).pipe(retryTransient());

/** Of wider options those of a call: a status has options of its own, and none of them is meant. */
const callOptionsOf = (options: CallOptions | undefined): CallOptions => ({
  timeout: options?.timeout,
  propagateTrace: options?.propagateTrace,
});

/**
 * Looks until the task does not run; it may run for ever. A look that is not answered is made again
 * with the next.
 */
export const watch = (
  taskId: string,
  target: Target,
  options: CallOptions | undefined,
  onStatus: (status: TaskStatus) => void,
): Effect.Effect<Ended, StopTaskError, HttpClient | TokenService> => {
  const from = (
    pause: number,
  ): Effect.Effect<Ended, StopTaskError, HttpClient | TokenService> => {
    const later = Effect.suspend(() =>
      Effect.delay(from(Math.min(pause * 1.5, longestPause)), pause)
    );
    return Effect.matchEffect(look(taskId, target, options), {
      onFailure: (error) => error.retryable ? later : Effect.fail(error),
      onSuccess: (status) => {
        onStatus(status);
        return status._tag === "Running" ? later : Effect.succeed(status);
      },
    });
  };
  return from(firstPause);
};
