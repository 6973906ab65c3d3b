/**
 * Stops code-check tasks of Huawei Cloud CodeArts Check, as an Effect program for Node, Deno, Bun
 * and edge runtimes.
 *
 * @example
 * ```ts
 * import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
 * import * as Effect from "effect/Effect";
 * import * as Layer from "effect/Layer";
 * import * as Redacted from "effect/Redacted";
 * import { StaticToken, stopTask } from "@codearts/check";
 *
 * const live = Layer.merge(FetchHttpClient.layer, StaticToken.layer(Redacted.make("MIIEXAMPLE")));
 *
 * const program = stopTask("5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d", { region: "cn-north-4" });
 *
 * Effect.runPromise(Effect.provide(program, live));
 * ```
 *
 * @module
 */
export type { CallOptions } from "./src/http/call.ts";
export { cancelRun } from "./src/cancelRun.ts";
export { listTasks } from "./src/listTasks.ts";
export type { TaskSummary } from "./src/listing/TaskSummary.ts";
export { endpointOf, Region } from "./src/Region.ts";
export type { RetryOptions } from "./src/retry/options.ts";
export { retryTransient } from "./src/retryTransient.ts";
export { runTask } from "./src/runTask.ts";
export type { RunTaskOptions, StartedRun } from "./src/runTask.ts";
export {
  NotConfirmed,
  stopAndConfirm,
  type StopAndConfirmOptions,
  type StopConfirmed,
} from "./src/stopAndConfirm.ts";
export {
  type RunningSelection,
  stopRunning,
  type StopRunningOptions,
  type StopRunningOutcome,
} from "./src/stopRunning.ts";
export { stopTask } from "./src/stopTask.ts";
export { type Superseded, supersedeTask, type SupersedeTaskOptions } from "./src/supersedeTask.ts";
export { taskIdsOf } from "./src/taskIdsOf.ts";
export {
  NotAttempted,
  StopInterrupted,
  type StopOutcome,
  type StopResult,
  stopTasks,
  type StopTasksOptions,
} from "./src/stopTasks.ts";
export {
  AuthExpired,
  AuthRejected,
  ConnectionFailed,
  InvalidEndpoint,
  InvalidRequest,
  InvalidTaskId,
  NetworkBusy,
  PermissionDenied,
  RequestTimedOut,
  ServiceError,
  ServiceUnavailable,
  StopTaskError,
  TaskNotFound,
  Throttled,
  TokenUnavailable,
  UnexpectedResponse,
} from "./src/StopTaskError.ts";
export type { Target } from "./src/Target.ts";
export { isTaskId, TaskId } from "./src/TaskId.ts";
export { TaskStatus, taskStatus } from "./src/taskStatus.ts";
export type { TaskStatusOptions } from "./src/taskStatus.ts";
export { TokenService } from "./src/TokenService.ts";

/**
 * A `TokenService` that signs every request with an access key (AK/SK).
 *
 * @since 0.1.0
 * @category authentication
 */
export * as AccessKey from "./src/auth/AccessKey.ts";

/**
 * A `TokenService` from a token that the program already has.
 *
 * @since 0.1.0
 * @category authentication
 */
export * as StaticToken from "./src/auth/StaticToken.ts";

/**
 * A `TokenService` that gets its token from IAM for the password of an IAM user.
 *
 * @since 0.1.0
 * @category authentication
 */
export * as IamPassword from "./src/auth/IamPassword.ts";

/**
 * A `TokenService` for an agency of IAM.
 *
 * @since 0.1.0
 * @category authentication
 */
export * as IamAgency from "./src/auth/IamAgency.ts";

/**
 * Where tokens are kept beyond the process, so that others share them.
 *
 * @since 0.1.0
 * @category authentication
 */
export * as TokenStore from "./src/auth/token/TokenStore.ts";

/**
 * A `TokenService` from the variables that people already have set.
 *
 * @since 0.1.0
 * @category authentication
 */
export * as ConfiguredToken from "./src/auth/ConfiguredToken.ts";

/**
 * How a program retries what passes by itself.
 *
 * @since 0.1.0
 * @category retries
 */
export * as RetryPolicy from "./src/RetryPolicy.ts";

export { firstOf } from "./src/auth/firstOf.ts";

/**
 * What the stops of many tasks measure.
 *
 * @since 0.1.0
 * @category observability
 */
export * as Metrics from "./src/Metrics.ts";
