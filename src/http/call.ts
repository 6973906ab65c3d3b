/**
 * One call of an operation: prove who calls, send, read; renew the proof and replay once where
 * that can help.
 *
 * @module
 */
import type { HttpClient as Client } from "@effect/platform/HttpClient";
import type { HttpMethod } from "@effect/platform/HttpMethod";
import * as Clock from "effect/Clock";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import type * as Tracer from "effect/Tracer";
import { InvalidRequest } from "../errors/request.ts";
import { clip } from "../errors/text.ts";
import type { StopTaskError } from "../StopTaskError.ts";
import { baseUrl, type Target } from "../Target.ts";
import { TokenService } from "../TokenService.ts";
import { type DecodeSuccess, interpret } from "./interpret.ts";
import { HttpClient } from "./platform.ts";
import { withoutBody } from "./request.ts";
import { send, type SendOptions } from "./send.ts";

/**
 * How a call is made.
 *
 * @since 0.1.0
 * @category models
 */
export interface CallOptions {
  /**
   * How long one attempt may take, from the first byte sent to the last byte read; 30 seconds by
   * default. A replay has as long again.
   */
  readonly timeout?: Duration.DurationInput | undefined;
  /**
   * Whether the service is sent the program's trace (`traceparent`, `b3`), in a client span of its
   * own. Off by default: it is a third party's service.
   */
  readonly propagateTrace?: boolean | undefined;
}

/** An operation of the service, on one subject. */
export interface Operation<A> {
  /** The span's name, after the service's. */
  readonly name: string;
  readonly method: HttpMethod;
  /** The path after the endpoint, encoded. */
  readonly path: string;
  readonly decodeSuccess: DecodeSuccess<A>;
  /** What the span says of the subject. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

const defaultTimeout = Duration.seconds(30);

const sendOptionsOf = (
  options: CallOptions | undefined,
): Effect.Effect<SendOptions, InvalidRequest> => {
  const given = options?.timeout;
  const timeout = given === undefined ? Option.some(defaultTimeout) : Duration.decodeUnknown(given);
  return Option.isSome(timeout)
    ? Effect.succeed({ timeout: timeout.value, propagateTrace: options?.propagateTrace === true })
    : Effect.fail(
      new InvalidRequest({
        detail: `the timeout ${
          clip(JSON.stringify(given) ?? String(given), 64)
        } is no duration: expected milliseconds, or text such as "30 seconds"`,
      }, true),
    );
};

/** What the span says of an end, good or bad; no header, no body. */
const annotateEnd = (span: Tracer.Span, error: StopTaskError): void => {
  span.attribute("error.type", error._tag);
  if ("status" in error && error.status !== undefined) {
    span.attribute("http.response.status_code", error.status);
  }
  if ("code" in error && error.code !== undefined) {
    span.attribute("codearts.error_code", error.code);
  }
  if ("requestId" in error && error.requestId !== undefined) {
    span.attribute("codearts.request_id", error.requestId);
  }
};

const attempts = <A>(
  operation: Operation<A>,
  base: string,
  options: SendOptions,
  client: Client,
  tokens: TokenService,
  span: Tracer.Span,
): Effect.Effect<A, StopTaskError> => {
  const request = withoutBody(operation.method, base + operation.path);
  const attempt = (mayReplay: boolean): Effect.Effect<A, StopTaskError> =>
    Effect.flatMap(
      tokens.authorize(request),
      (authorized) =>
        Effect.flatMap(send(client, authorized, options), (reply) =>
          Effect.flatMap(Clock.currentTimeMillis, (now) => {
            const result = interpret(reply, operation.decodeSuccess, now);
            if (result._tag === "Right") {
              span.attribute("http.response.status_code", reply.status);
              return Effect.succeed(result.right);
            }
            const error = result.left;
            if (!mayReplay || !(error._tag === "AuthExpired" || error._tag === "AuthRejected")) {
              return Effect.fail(error);
            }
            return Effect.flatMap(tokens.renew(authorized, error), (renewed) => {
              if (!renewed) {
                return Effect.fail(error);
              }
              span.attribute("http.request.resend_count", 1);
              return attempt(false);
            });
          })),
    );
  return attempt(true);
};

/** Calls an operation, in a span of its own. */
export const call = <A>(
  operation: Operation<A>,
  target: Target,
  options: CallOptions | undefined,
): Effect.Effect<A, StopTaskError, Client | TokenService> =>
  Effect.useSpan(
    `codearts.check.${operation.name}`,
    { kind: "client", attributes: operation.attributes, captureStackTrace: false },
    (span) => {
      const base = baseUrl(target);
      if (base._tag === "Left") {
        annotateEnd(span, base.left);
        return Effect.fail(base.left);
      }
      span.attribute("server.address", new URL(base.right).hostname);
      if (target.region !== undefined) span.attribute("cloud.region", target.region);
      return Effect.flatMap(sendOptionsOf(options), (sendOptions) =>
        Effect.flatMap(HttpClient, (client) =>
          Effect.flatMap(TokenService, (tokens) =>
            attempts(operation, base.right, sendOptions, client, tokens, span)))).pipe(
          Effect.tapError((error) =>
            Effect.sync(() =>
              annotateEnd(span, error)
            )
          ),
          Effect.withParentSpan(span),
        );
    },
  );
