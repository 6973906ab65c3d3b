/**
 * Stops a check task.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import * as Schema from "effect/Schema";
import type { CallOptions } from "./http/call.ts";
import { onTask } from "./http/onTask.ts";
import { decoder } from "./schema/decoder.ts";
import type { StopTaskError } from "./StopTaskError.ts";
import type { Target } from "./Target.ts";
import type { TokenService } from "./TokenService.ts";

/**
 * What a stop is answered with when it worked: `null` is documented; nothing, an empty object and
 * the envelope of the v1 operations say the same. Which of them the live service sends is not
 * known: the documentation shows an example only.
 */
const decodeSuccess = decoder(() =>
  Schema.Union(
    Schema.Null,
    Schema.Undefined,
    Schema.Struct({ status: Schema.Literal("success") }),
    Schema.Record({ key: Schema.String, value: Schema.Unknown }).pipe(
      Schema.filter((body) => Object.keys(body).length === 0),
    ),
  )
);

/**
 * Stops a check task: `POST /v2/tasks/{task_id}/stop` (CodeArts Check API Reference,
 * "StopTaskByIdV2").
 *
 * It is done when the service says so: with HTTP 200 or 204, and `null`, nothing or an empty object.
 * When the proof of identity is refused, and the `TokenService` has a better one, the call is
 * replayed with it, once. Nothing else is tried again. Whether the check stops at once, and what a
 * stop does to a task that does not run, is not documented.
 *
 * Each attempt has `options.timeout` (30 seconds by default); an interruption aborts the request.
 * Whatever client the program provides: no redirect is followed, no trace header is sent unless
 * `options.propagateTrace` says so, no secret is shown, and at most 64 KiB of a reply are read (by
 * clients on `fetch`).
 *
 * Fails with a member of `StopTaskError`:
 *
 * - nothing was sent: `InvalidTaskId`, `InvalidEndpoint`, `TokenUnavailable`, and `InvalidRequest`
 *   for a timeout that is none;
 * - the service refused: `NetworkBusy`, `Throttled`, `ServiceUnavailable` (these three pass),
 *   `AuthExpired`, `AuthRejected`, `PermissionDenied`, `TaskNotFound`, `InvalidRequest`,
 *   `ServiceError`;
 * - the reply is none that is documented: `UnexpectedResponse`;
 * - no reply came, and the stop may have arrived: `ConnectionFailed`, `RequestTimedOut`.
 *
 * @example
 * ```ts
 * import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
 * import * as Effect from "effect/Effect";
 * import * as Layer from "effect/Layer";
 * import * as Redacted from "effect/Redacted";
 * import { StaticToken, stopTask } from "@codearts/check";
 *
 * const program = stopTask("5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d", { region: "cn-north-4" }).pipe(
 *   Effect.catchTag("NetworkBusy", (error) => Effect.logWarning(error.message)),
 * );
 *
 * const live = Layer.merge(FetchHttpClient.layer, StaticToken.layer(Redacted.make("MIIEXAMPLE")));
 *
 * Effect.runPromise(Effect.provide(program, live));
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const stopTask = (
  taskId: string,
  target: Target,
  options?: CallOptions,
): Effect.Effect<void, StopTaskError, HttpClient | TokenService> =>
  Effect.asVoid(onTask(
    taskId,
    (taskId) => ({
      name: "stopTask",
      method: "POST",
      path: `/v2/tasks/${taskId}/stop`,
      decodeSuccess,
      attributes: { "codearts.task_id": taskId },
    }),
    target,
    options,
  ));
