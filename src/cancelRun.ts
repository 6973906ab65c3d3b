/**
 * Cancels one run of a check task.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import * as Schema from "effect/Schema";
import type { CallOptions } from "./http/call.ts";
import { onTask } from "./http/onTask.ts";
import { jobIdProblem, withQuery } from "./http/parameters.ts";
import { decoder } from "./schema/decoder.ts";
import type { StopTaskError } from "./StopTaskError.ts";
import type { Target } from "./Target.ts";
import type { TokenService } from "./TokenService.ts";

/** HTTP 200 comes with failures, too: the envelope's own status says which it is. */
const decodeSuccess = decoder(() => Schema.Struct({ status: Schema.Literal("success") }));

/**
 * Cancels one run of a check task: `PUT /v1/tasks/{task_id}/stop?job_id=…` (CodeArts Check API
 * Reference, "CancelPortalServiceJob"). A task can have several runs at once, one for each gate scan:
 * `stopTask` names the task alone, this names the run.
 *
 * It is done when the service says `success`. What is answered for a run that has ended is not
 * documented.
 *
 * Fails as `stopTask` does, with a member of `StopTaskError`: with `InvalidRequest` or `ServiceError`
 * also where the service answers HTTP 200 with `status` `error` (`BAD_REQUEST`,
 * `INTERNAL_SERVER_ERROR`), and with `InvalidRequest`, nothing sent, for a job id that is none (1 to
 * 64 letters, digits, `-` or `_`).
 *
 * @example
 * ```ts
 * import * as Effect from "effect/Effect";
 * import { cancelRun } from "@codearts/check";
 *
 * const program = cancelRun(
 *   "5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d",
 *   "0b9a8f7e6d5c4b3a2f1e0d9c8b7a6f5e",
 *   { region: "cn-north-4" },
 * ).pipe(Effect.catchTag("InvalidRequest", (error) => Effect.logWarning(error.message)));
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const cancelRun = (
  taskId: string,
  jobId: string,
  target: Target,
  options?: CallOptions,
): Effect.Effect<void, StopTaskError, HttpClient | TokenService> => {
  const problem = jobIdProblem(jobId);
  if (problem !== undefined) return Effect.fail(problem);
  return Effect.asVoid(onTask(
    taskId,
    (taskId) => ({
      name: "cancelRun",
      method: "PUT",
      path: withQuery(`/v1/tasks/${taskId}/stop`, { job_id: jobId }),
      decodeSuccess,
      attributes: { "codearts.task_id": taskId, "codearts.job_id": jobId },
    }),
    target,
    options,
  ));
};
