/**
 * One attempt: a request out, a reply that was read to its end, or why none came.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import type { HttpClientError } from "@effect/platform/HttpClientError";
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest";
import type { HttpClientResponse } from "@effect/platform/HttpClientResponse";
import type * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import { InvalidEndpoint } from "../errors/request.ts";
import { clip } from "../errors/text.ts";
import { ConnectionFailed, RequestTimedOut } from "../errors/transport.ts";
import { withoutFrames } from "../errors/withoutFrames.ts";
import { execute } from "./execute.ts";
import { isLean, type Lean, lean } from "./lean.ts";
import { bodyLimit, decode } from "./readBody.ts";
import { recall } from "./recall.ts";
import { receivedHeaders } from "./received.ts";
import { withoutSecrets } from "./secrets.ts";
import { timeoutFail, timerMillis } from "./timeout.ts";

/** A reply, with its body read. */
export interface Reply {
  readonly status: number;
  /** Made when they are read: an error needs them, a success does not. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** The request that it answers, proof of identity included: for renewing, never for showing. */
  readonly request: HttpClientRequest;
}

/** Why no reply came. */
export type SendError = ConnectionFailed | InvalidEndpoint | RequestTimedOut;

/** What went wrong, from an error of any kind and the causes within it. */
const reasonOf = (error: unknown): string => {
  const parts: Array<string> = [];
  let current = error;
  // Runtimes wrap: "fetch failed" says nothing, its cause says all.
  for (let depth = 0; depth < 5 && typeof current === "object" && current !== null; depth++) {
    const { cause, code, message, name } = current as {
      readonly cause?: unknown;
      readonly code?: unknown;
      readonly message?: unknown;
      readonly name?: unknown;
    };
    const words = [message, code, name].find((word) => typeof word === "string" && word !== "");
    if (typeof words === "string" && !parts.some((part) => part.includes(words))) parts.push(words);
    current = cause;
  }
  if (typeof error === "string") parts.push(error);
  return parts.join(": ") || "the connection failed";
};

const failureOf = (
  error: HttpClientError,
  request: HttpClientRequest,
): ConnectionFailed | InvalidEndpoint => {
  // Secrets first: a cut through one would leave its beginning.
  const reason = clip(withoutSecrets(reasonOf(error.cause ?? error.description), request), 512);
  return withoutFrames(() =>
    error._tag === "RequestError" && error.reason === "InvalidUrl"
      ? new InvalidEndpoint({ endpoint: request.url, reason }, true)
      : new ConnectionFailed({ reason }, true)
  );
};

const timedOut = (timeout: Duration.Duration): RequestTimedOut =>
  withoutFrames(() => new RequestTimedOut({ timeout }, true));

/** A program's `filterStatusOk` fails where this module has an error of its own to tell: unwrapped. */
const responseOf = (error: HttpClientError): HttpClientResponse | undefined =>
  error._tag === "ResponseError" && error.reason === "StatusCode" ? error.response : undefined;

/** On a client of the platform's, whatever the program added to it. */
const sendStock = (
  client: HttpClient,
  request: HttpClientRequest,
  timeout: Duration.Duration,
): Effect.Effect<Reply, SendError> => {
  const replyOf = (response: HttpClientResponse): Effect.Effect<Reply, HttpClientError> => {
    const reply = (body: string): Reply => ({
      status: response.status,
      get headers() {
        return response.headers;
      },
      // A client that is not on `fetch` has no guard to cut the body for it.
      body: body.length > bodyLimit ? body.slice(0, bodyLimit) : body,
      request,
    });
    const known = recall(response);
    return known === undefined ? Effect.map(response.text, reply) : Effect.succeed(reply(known));
  };
  const replied = Effect.matchEffect(execute(client, request), {
    onFailure: (error) => {
      const response = responseOf(error);
      return response === undefined ? Effect.fail(error) : replyOf(response);
    },
    onSuccess: replyOf,
  });
  return timeoutFail(
    Effect.mapError(replied, (error) => failureOf(error, request)),
    timeout,
    () => timedOut(timeout),
  );
};

/** On the lean client: one step to `fetch` and back, with a timer of its own. */
const sendLean = (
  client: Lean,
  request: HttpClientRequest,
  timeout: Duration.Duration,
): Effect.Effect<Reply, SendError> =>
  Effect.clockWith((clock) => {
    const millis = timerMillis(clock, timeout);
    const onTimeout = () => timedOut(timeout);
    const reply = Effect.matchEffect(client[lean](request, millis), {
      onFailure: (error) =>
        Effect.fail(error._tag === "TimedOut" ? onTimeout() : failureOf(error, request)),
      onSuccess: (received) =>
        Effect.succeed<Reply>({
          status: received.source.status,
          get headers() {
            return receivedHeaders(received);
          },
          body: decode(received.bytes),
          request,
        }),
    });
    return millis === Infinity ? timeoutFail(reply, timeout, onTimeout) : reply;
  });

/**
 * Sends the request and reads the reply. The timeout covers both, and so does an interruption:
 * either aborts the request.
 */
export const send = (
  client: HttpClient,
  request: HttpClientRequest,
  timeout: Duration.Duration,
): Effect.Effect<Reply, SendError> =>
  isLean(client) ? sendLean(client, request, timeout) : sendStock(client, request, timeout);
