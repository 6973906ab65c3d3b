/**
 * Replaces the run of a check task by a new one.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import { look } from "./confirm/watch.ts";
import type { NotConfirmed } from "./errors/notConfirmed.ts";
import { retryTransient } from "./retryTransient.ts";
import { runTask, type RunTaskOptions } from "./runTask.ts";
import {
  stopAndConfirm,
  type StopAndConfirmOptions,
  type StopConfirmed,
} from "./stopAndConfirm.ts";
import type { StopTaskError } from "./StopTaskError.ts";
import type { Target } from "./Target.ts";
import type { TokenService } from "./TokenService.ts";

/**
 * How a run is replaced.
 *
 * @since 0.1.0
 * @category options
 */
export interface SupersedeTaskOptions extends StopAndConfirmOptions, RunTaskOptions {}

/**
 * What replaced a run.
 *
 * @since 0.1.0
 * @category models
 */
export interface Superseded {
  /** How the run before was stopped; absent where none ran. */
  readonly stopped: StopConfirmed | undefined;
  /**
   * The id of the new run. Absent where somebody else started it, after the run before had ended, or
   * where its start was not answered and a look showed that it runs.
   */
  readonly jobId: string | undefined;
}

/** A run may go on already: another caller's, or one whose start was not answered. */
const mayRun = (error: StopTaskError): boolean =>
  error._tag === "ConnectionFailed" || error._tag === "RequestTimedOut" ||
  // "task is running" (CodeArts Check API Reference, "Error Codes").
  (error._tag === "ServiceUnavailable" && error.code?.startsWith("CC.00050015") === true);

/** Starts a run, unless a look shows that one goes on. */
const runOrLook = (
  taskId: string,
  target: Target,
  options: SupersedeTaskOptions | undefined,
): Effect.Effect<string | undefined, StopTaskError, HttpClient | TokenService> =>
  runTask(taskId, target, options).pipe(
    Effect.map(({ jobId }) => jobId),
    Effect.catchIf(mayRun, (error) =>
      Effect.matchEffect(look(taskId, target, options), {
        onFailure: () => Effect.fail(error),
        onSuccess: ({ _tag }) =>
          _tag === "Running" ? Effect.succeed(undefined) : Effect.fail(error),
      })),
    retryTransient(),
  );

/**
 * Stops what runs of a check task, waits until it stopped, and runs it again: what a newer push
 * needs.
 *
 * Safe to call twice at once for the same task: each call ends with a run that began after the call
 * did. Where another call starts it first, that run is taken, and no other is started.
 *
 * Fails as `stopAndConfirm` and `runTask` do: with a member of `StopTaskError`, and with
 * `NotConfirmed` when the run before was not seen to end within `options.deadline`.
 *
 * @example
 * ```ts
 * import * as Effect from "effect/Effect";
 * import { supersedeTask } from "@codearts/check";
 *
 * const program = supersedeTask("5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d", { region: "cn-north-4" }).pipe(
 *   Effect.tap(({ jobId }) => Effect.log(`now runs ${jobId ?? "a run that somebody else started"}`)),
 * );
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const supersedeTask = (
  taskId: string,
  target: Target,
  options?: SupersedeTaskOptions,
): Effect.Effect<Superseded, StopTaskError | NotConfirmed, HttpClient | TokenService> =>
  Effect.gen(function* () {
    const { _tag } = yield* look(taskId, target, options);
    const stopped = _tag === "Running" ? yield* stopAndConfirm(taskId, target, options) : undefined;
    const jobId = yield* runOrLook(taskId, target, options);
    return { stopped, jobId };
  }).pipe(
    Effect.withSpan("codearts.check.supersedeTask", {
      attributes: { "codearts.task_id": taskId },
      captureStackTrace: false,
    }),
  );
