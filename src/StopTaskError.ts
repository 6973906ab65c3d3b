/**
 * Every way in which a stop can fail, as one tagged union that Schema decodes and encodes.
 *
 * @module
 */
import * as Schema from "effect/Schema";
import {
  AuthExpired,
  AuthRejected,
  PermissionDenied,
  TokenUnavailable,
} from "./errors/authentication.ts";
import { InvalidEndpoint, InvalidRequest, InvalidTaskId, TaskNotFound } from "./errors/request.ts";
import { NetworkBusy, ServiceUnavailable, Throttled } from "./errors/transient.ts";
import { ConnectionFailed, RequestTimedOut } from "./errors/transport.ts";
import { ServiceError, UnexpectedResponse } from "./errors/unexpected.ts";

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
  TaskNotFound,
  Throttled,
  TokenUnavailable,
  UnexpectedResponse,
};

/**
 * Every way in which a stop can fail. As a value it is the schema: an error encodes to plain JSON,
 * crosses an isolate or a queue, and decodes to the same class. As a type it is the union.
 *
 * Each member carries `retryable`, and a `message` that ends with what to do; refusals by the
 * service carry `status`, `code` and `requestId`.
 *
 * @example
 * ```ts
 * import * as Schema from "effect/Schema";
 * import { NetworkBusy, StopTaskError } from "@codearts/check";
 *
 * const error = new NetworkBusy({ status: 400, code: "CC.00000000" });
 * const json = JSON.stringify(Schema.encodeSync(StopTaskError)(error));
 * const back = Schema.decodeUnknownSync(StopTaskError)(JSON.parse(json));
 *
 * console.log(back instanceof NetworkBusy && back.retryable); // true
 * ```
 *
 * @since 0.1.0
 * @category errors
 */
export const StopTaskError: Schema.Union<[
  typeof NetworkBusy,
  typeof AuthExpired,
  typeof AuthRejected,
  typeof PermissionDenied,
  typeof Throttled,
  typeof TaskNotFound,
  typeof InvalidRequest,
  typeof ServiceUnavailable,
  typeof ServiceError,
  typeof UnexpectedResponse,
  typeof ConnectionFailed,
  typeof RequestTimedOut,
  typeof InvalidTaskId,
  typeof InvalidEndpoint,
  typeof TokenUnavailable,
]> = Schema.Union(
  NetworkBusy,
  AuthExpired,
  AuthRejected,
  PermissionDenied,
  Throttled,
  TaskNotFound,
  InvalidRequest,
  ServiceUnavailable,
  ServiceError,
  UnexpectedResponse,
  ConnectionFailed,
  RequestTimedOut,
  InvalidTaskId,
  InvalidEndpoint,
  TokenUnavailable,
);

/**
 * Every way in which a stop can fail.
 *
 * @since 0.1.0
 * @category errors
 */
export type StopTaskError = typeof StopTaskError.Type;
