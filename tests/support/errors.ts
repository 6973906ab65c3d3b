/**
 * Errors of every kind, with whatever their fields can hold.
 *
 * @module
 */
import * as Duration from "effect/Duration";
import * as FastCheck from "effect/FastCheck";
import {
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
  type StopTaskError,
  TaskNotFound,
  Throttled,
  TokenUnavailable,
  UnexpectedResponse,
} from "../../mod.ts";

/** Any text, halves of characters, line breaks and terminal codes among it. */
const text: FastCheck.Arbitrary<string> = FastCheck.oneof(
  FastCheck.string({ unit: "binary" }),
  FastCheck.string({
    unit: FastCheck.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  }),
  FastCheck.constantFrom("", ".", "...", "busy.", "a\nb", "\u001b[31mred", "网络繁忙。"),
);

const status = FastCheck.integer({ min: 0, max: 999 });

const pause = FastCheck.nat(1_000_000_000).map(Duration.millis);

const known = { status, code: text, requestId: text, detail: text };

const refusal = FastCheck.record(known, { requiredKeys: ["status"] });

const transient = FastCheck.record({ ...known, retryAfter: pause }, { requiredKeys: ["status"] });

/** Each member of the union by its tag. */
export const members: {
  readonly [Tag in StopTaskError["_tag"]]: FastCheck.Arbitrary<
    Extract<StopTaskError, { readonly _tag: Tag }>
  >;
} = {
  NetworkBusy: transient.map((fields) => new NetworkBusy(fields)),
  Throttled: transient.map((fields) => new Throttled(fields)),
  ServiceUnavailable: transient.map((fields) => new ServiceUnavailable(fields)),
  AuthExpired: refusal.map((fields) => new AuthExpired(fields)),
  AuthRejected: refusal.map((fields) => new AuthRejected(fields)),
  PermissionDenied: FastCheck.record(
    { ...known, encodedAuthorizationMessage: text },
    { requiredKeys: ["status"] },
  ).map((fields) => new PermissionDenied(fields)),
  TaskNotFound: refusal.map((fields) => new TaskNotFound(fields)),
  InvalidRequest: FastCheck.record(known, { requiredKeys: [] })
    .map((fields) => new InvalidRequest(fields)),
  ServiceError: FastCheck.record(known, { requiredKeys: ["status", "code"] })
    .map((fields) => new ServiceError(fields)),
  UnexpectedResponse: FastCheck.record(
    { status, requestId: text, body: text },
    { requiredKeys: ["status", "body"] },
  ).map((fields) => new UnexpectedResponse(fields)),
  ConnectionFailed: text.map((reason) => new ConnectionFailed({ reason })),
  RequestTimedOut: pause.map((timeout) => new RequestTimedOut({ timeout })),
  InvalidTaskId: text.map((taskId) => new InvalidTaskId({ taskId })),
  InvalidEndpoint: FastCheck.record({ endpoint: text, reason: text })
    .map((fields) => new InvalidEndpoint(fields)),
  TokenUnavailable: FastCheck.record(
    { reason: text, retryable: FastCheck.boolean(), retryAfter: pause },
    { requiredKeys: ["reason"] },
  ).map((fields) => new TokenUnavailable(fields)),
};
