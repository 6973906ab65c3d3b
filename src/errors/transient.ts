/**
 * Refusals that pass: the same call may succeed after a pause.
 *
 * @module
 */
import { type TaggedClass, taggedError } from "../schema/taggedError.ts";
import { type TransientRefusal, transientRefusal } from "./fields.ts";
import { describe } from "./text.ts";

const NetworkBusyClass: TaggedClass<NetworkBusy, "NetworkBusy", TransientRefusal> = taggedError(
  "NetworkBusy",
  transientRefusal,
);

/**
 * The service is busy: `CC.00000000` "Network busy. Try again later.", `CC.00050012` or
 * `CC.00050014` (CodeArts Check API Reference, "Error Codes"). Retryable.
 *
 * @example
 * ```ts
 * import * as Effect from "effect/Effect";
 * import { type NetworkBusy, stopTask } from "@codearts/check";
 *
 * const later = (error: NetworkBusy) => Effect.logWarning(error.message);
 *
 * const program = stopTask("5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d", { region: "cn-north-4" }).pipe(
 *   Effect.catchTag("NetworkBusy", later),
 * );
 * ```
 *
 * @since 0.1.0
 * @category errors
 */
export class NetworkBusy extends NetworkBusyClass {
  override get message(): string {
    return describe("CodeArts Check is busy", this, "Try again after a pause.");
  }
}

const ThrottledClass: TaggedClass<Throttled, "Throttled", TransientRefusal> = taggedError(
  "Throttled",
  transientRefusal,
);

/**
 * Too many calls: HTTP 429, `APIGW.0308` (API Gateway, "Error Codes"; 200 requests a second for
 * each API unless the provider says otherwise). `retryAfter` is the pause that the reply asks for,
 * when it does. Retryable.
 *
 * @example
 * ```ts
 * import * as Duration from "effect/Duration";
 * import type { Throttled } from "@codearts/check";
 *
 * const pause = (error: Throttled) => error.retryAfter ?? Duration.seconds(1);
 * ```
 *
 * @since 0.1.0
 * @category errors
 */
export class Throttled extends ThrottledClass {
  override get message(): string {
    return describe(
      "CodeArts Check throttles this caller",
      this,
      "Send fewer calls at once, and try again after a pause.",
    );
  }
}

const ServiceUnavailableClass: TaggedClass<
  ServiceUnavailable,
  "ServiceUnavailable",
  TransientRefusal
> = taggedError("ServiceUnavailable", transientRefusal);

/**
 * The service, or the gateway before it, cannot serve the call now: HTTP 502, 503 or 504 whatever
 * the body, `APIGW.0201` with 502 or 504, `APIGW.0601`, `APIGW.0610`, `APIGW.0613`,
 * `CC.00050015` "task is running" (API Gateway and CodeArts Check API Reference, "Error Codes").
 * Retryable.
 *
 * @example
 * ```ts
 * import type { ServiceUnavailable } from "@codearts/check";
 *
 * const line = (error: ServiceUnavailable) => `${error.status} ${error.code ?? "no code"}`;
 * ```
 *
 * @since 0.1.0
 * @category errors
 */
export class ServiceUnavailable extends ServiceUnavailableClass {
  override get message(): string {
    return describe("CodeArts Check cannot serve this now", this, "Try again after a pause.");
  }
}
