/**
 * A response whose body was read: what `EdgeHttpClient` gives.
 *
 * @module
 */
import { ResponseError } from "@effect/platform/HttpClientError";
import type { HttpClientResponse } from "@effect/platform/HttpClientResponse";
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import { decode } from "./readBody.ts";
import { type Received, receivedHeaders } from "./received.ts";
import { inspectable } from "./request.ts";
import { redactHeaders } from "./secrets.ts";

const ResponseProto = {
  ...inspectable,
  [Symbol.for("@effect/platform/HttpClientResponse")]: Symbol.for(
    "@effect/platform/HttpClientResponse",
  ),
  [Symbol.for("@effect/platform/HttpIncomingMessage")]: Symbol.for(
    "@effect/platform/HttpIncomingMessage",
  ),
  remoteAddress: Option.none(),
  /** None are kept: nothing that this client is for sets any. */
  cookies: { [Symbol.for("@effect/platform/Cookies")]: true, cookies: {} },
  toJSON(this: HttpClientResponse): unknown {
    return {
      _id: "@effect/platform/HttpClientResponse",
      request: this.request.toJSON(),
      status: this.status,
      headers: redactHeaders(this.headers),
    };
  },
};

/** The response as the platform's programs know it. */
export const responseOf = (received: Received): HttpClientResponse => {
  const self: HttpClientResponse = Object.create(ResponseProto);
  const { bytes, request, source } = received;
  const fail = (details: { readonly cause?: unknown; readonly description?: string }) =>
    new ResponseError({ request, response: self, reason: "Decode", ...details });
  const unserved = (what: string) =>
    Effect.fail(
      fail({ description: `EdgeHttpClient does not read ${what}: use FetchHttpClient for that` }),
    );
  const text = Effect.sync(() => decode(bytes));
  return Object.assign(self, {
    request,
    status: source.status,
    headers: receivedHeaders(received),
    text,
    json: Effect.tryMap(text, {
      try: (body): unknown => body === "" ? null : JSON.parse(body),
      catch: (cause) => fail({ cause }),
    }),
    arrayBuffer: Effect.sync(() => bytes.slice().buffer),
    // An effect is a stream of one chunk.
    stream: Effect.succeed(bytes),
    formData: unserved("a form"),
    urlParamsBody: unserved("URL parameters"),
  });
};
