/**
 * Starts a run of a check task.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import { toStringUnknown } from "effect/Inspectable";
import * as Option from "effect/Option";
import * as Schema from "effect/Schema";
import { InvalidRequest } from "./errors/request.ts";
import { clip } from "./errors/text.ts";
import type { CallOptions } from "./http/call.ts";
import { onTask } from "./http/onTask.ts";
import { withJson } from "./http/request.ts";
import { decoder } from "./schema/decoder.ts";
import type { StopTaskError } from "./StopTaskError.ts";
import type { Target } from "./Target.ts";
import type { TokenService } from "./TokenService.ts";

/**
 * How a run is started.
 *
 * @since 0.1.0
 * @category models
 */
export interface RunTaskOptions extends CallOptions {
  /**
   * What a merge is called where the task's repository lies; found out by the service when it is
   * left out.
   */
  readonly ref?: "pull" | "merge_request" | undefined;
}

/**
 * A run that was started.
 *
 * @since 0.1.0
 * @category models
 */
export interface StartedRun {
  /** The id of the run (`exec_id`), which `cancelRun` and `taskStatus` take. */
  readonly jobId: string;
}

const decodeStarted = decoder(() => Schema.Struct({ exec_id: Schema.NonEmptyString }));

/**
 * Starts a run of a check task: `POST /v2/tasks/{task_id}/run` (CodeArts Check API Reference,
 * "RunTaskV2").
 *
 * Fails as `stopTask` does, with a member of `StopTaskError`: with `ServiceUnavailable` (its code is
 * `CC.00050015`, "task is running") while another run goes on, and with `InvalidRequest`, nothing sent,
 * for a `ref` that is none. After an error that is `ambiguous` the run may have been started: who
 * retries such a one may be told that the task is running, by the run that the first try started.
 *
 * @example
 * ```ts
 * import * as Effect from "effect/Effect";
 * import { cancelRun, runTask } from "@codearts/check";
 *
 * const taskId = "5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d";
 *
 * const program = Effect.gen(function* () {
 *   const { jobId } = yield* runTask(taskId, { region: "cn-north-4" });
 *   yield* cancelRun(taskId, jobId, { region: "cn-north-4" });
 * });
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const runTask = (
  taskId: string,
  target: Target,
  options?: RunTaskOptions,
): Effect.Effect<StartedRun, StopTaskError, HttpClient | TokenService> => {
  const ref = options?.ref;
  if (ref !== undefined && ref !== "pull" && ref !== "merge_request") {
    const given = clip(toStringUnknown(ref), 64);
    const detail = `the ref ${given} is none: expected "pull" or "merge_request"`;
    return Effect.fail(new InvalidRequest({ detail }, true));
  }
  return onTask(
    taskId,
    (taskId) => ({
      name: "runTask",
      method: "POST",
      path: `/v2/tasks/${taskId}/run`,
      // A body is optional, but older pages of the documentation require its Content-Type.
      body: (method, url) => withJson(method, url, { ref }),
      decodeSuccess: (json) => Option.map(decodeStarted(json), ({ exec_id: jobId }) => ({ jobId })),
      attributes: { "codearts.task_id": taskId },
    }),
    target,
    options,
  );
};
