/**
 * One call of an operation: prove who calls, send, read; renew the proof and replay once where
 * that can help.
 *
 * @module
 */
import type { HttpClient as Client } from "@effect/platform/HttpClient";
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest";
import type { HttpMethod } from "@effect/platform/HttpMethod";
import * as Clock from "effect/Clock";
import * as Context from "effect/Context";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Either from "effect/Either";
import type * as Tracer from "effect/Tracer";
import type { StopTaskError } from "../StopTaskError.ts";
import { baseOf, type Target } from "../Target.ts";
import { TokenService } from "../TokenService.ts";
import { durationOf } from "./durationOf.ts";
import { type DecodeSuccess, interpret } from "./interpret.ts";
import { HttpClient } from "./platform.ts";
import { withHeader, withoutBody } from "./request.ts";
import { send } from "./send.ts";
import { inSpan } from "./span.ts";

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
   * Whether the service is sent the program's trace (`traceparent`, W3C Trace Context). Off by
   * default: it is a third party's service.
   */
  readonly propagateTrace?: boolean | undefined;
}

/** An operation of the service, on one subject. */
export interface Operation<A> {
  /** The span's name, after the service's. */
  readonly name: string;
  readonly method: HttpMethod;
  /** The path after the endpoint and the query, encoded. */
  readonly path: string;
  /** What makes a request with a body; by default it has none. */
  readonly body?: ((method: HttpMethod, url: string) => HttpClientRequest) | undefined;
  readonly decodeSuccess: DecodeSuccess<A>;
  /** What the span says of the subject. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

const defaultTimeout = Duration.seconds(30);

/** The request with the trace; where tracing is off, a span has no ids to send. */
const withTrace = (request: HttpClientRequest, span: Tracer.Span): HttpClientRequest =>
  /^[0-9a-f]{32}$/.test(span.traceId) && /^[0-9a-f]{16}$/.test(span.spanId)
    ? withHeader(
      request,
      "traceparent",
      `00-${span.traceId}-${span.spanId}-${span.sampled ? "01" : "00"}`,
    )
    : request;

/** The first attempt, and the replay where the proof was refused and a better one can be had. */
const attempts = <A>(
  operation: Operation<A>,
  request: HttpClientRequest,
  timeout: Duration.Duration,
  client: Client,
  tokens: TokenService,
  clock: Clock.Clock,
  span: Tracer.Span,
): Effect.Effect<A, StopTaskError> => {
  const attempt = (mayReplay: boolean): Effect.Effect<A, StopTaskError> =>
    Effect.flatMap(
      tokens.authorize(request),
      (authorized) =>
        Effect.flatMap(send(client, authorized, timeout), (reply) => {
          const result = interpret(reply, operation.decodeSuccess, clock);
          if (Either.isRight(result)) {
            span.attribute("http.response.status_code", reply.status);
            return result;
          }
          const error = result.left;
          if (!mayReplay || !(error._tag === "AuthExpired" || error._tag === "AuthRejected")) {
            return result;
          }
          return Effect.flatMap(tokens.renew(authorized, error), (renewed) => {
            if (!renewed) return result;
            span.attribute("http.request.resend_count", 1);
            return attempt(false);
          });
        }),
    );
  return attempt(true);
};

/** Calls an operation, in a span of its own. */
export const call = <A>(
  operation: Operation<A>,
  target: Target,
  options: CallOptions | undefined,
): Effect.Effect<A, StopTaskError, Client | TokenService> =>
  inSpan(`codearts.check.${operation.name}`, operation.attributes, (span, fiber) => {
    const base = baseOf(target);
    if (Either.isLeft(base)) return Effect.fail(base.left);
    span.attribute("server.address", base.right.hostname);
    if (target.region !== undefined) span.attribute("cloud.region", target.region);
    const timeout = durationOf("the timeout", options?.timeout, defaultTimeout);
    if (Either.isLeft(timeout)) return Effect.fail(timeout.left);
    const url = base.right.url + operation.path;
    const request = (operation.body ?? withoutBody)(operation.method, url);
    // The type of the effect says that they are in it.
    const context = fiber.currentContext as Context.Context<Client | TokenService>;
    return attempts(
      operation,
      options?.propagateTrace === true ? withTrace(request, span) : request,
      timeout.right,
      Context.get(context, HttpClient),
      Context.get(context, TokenService),
      Context.get(fiber.currentDefaultServices, Clock.Clock),
      span,
    );
  });
