/**
 * A lean `HttpClient` on the web's `fetch`, for programs where size and start matter.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import { type HttpClientError, RequestError } from "@effect/platform/HttpClientError";
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest";
import type { HttpClientResponse } from "@effect/platform/HttpClientResponse";
import type { HttpMethod } from "@effect/platform/HttpMethod";
import type * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import { pipeArguments } from "effect/Pipeable";
import { exchange, type Means } from "./http/exchange.ts";
import { lean } from "./http/lean.ts";
import { Fetch, FetchOptions, HttpClient as HttpClientTag } from "./http/platform.ts";
import { inspectable, withoutBody } from "./http/request.ts";
import { responseOf } from "./http/response.ts";

/** The call's `Fetch` and `RequestInit` before those that were given to the layer, as the stock client has it. */
const meansOf = (call: Context.Context<never>, own: Context.Context<never>): Means => {
  const find = <A>(key: string): A | undefined => call.unsafeMap.get(key) ?? own.unsafeMap.get(key);
  return { fetch: find(Fetch.key) ?? globalThis.fetch, init: find(FetchOptions.key) };
};

const unserved = (request: HttpClientRequest): Effect.Effect<never, RequestError> =>
  Effect.fail(
    new RequestError({
      request,
      reason: "Encode",
      description: "EdgeHttpClient takes no options beside a request: give execute a whole one",
    }),
  );

/**
 * A client on `fetch` that does what a stop needs, and that the whole test suite of the stop passes
 * on. It takes the platform's `Fetch` and `RequestInit`, follows no redirect, reads at most 64 KiB
 * of a body, makes no span and sends no trace headers.
 *
 * It serves `execute`, and of a response `status`, `headers`, `text`, `json`, `arrayBuffer`, and
 * `stream` as one chunk. What it does not serve fails with the platform's `RequestError` (streams
 * as request bodies, options of `get`, `post` and the like) or `ResponseError` (forms); cookies are
 * not kept.
 *
 * @example
 * ```ts
 * import * as Context from "effect/Context";
 * import { make } from "@codearts/check/EdgeHttpClient";
 *
 * const client = make(Context.empty());
 * ```
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (context: Context.Context<never>): HttpClient => {
  const execute = (
    request: HttpClientRequest,
  ): Effect.Effect<HttpClientResponse, HttpClientError> =>
    Effect.contextWithEffect((call: Context.Context<never>) =>
      exchange(request, meansOf(call, context), Infinity)
    ).pipe(
      Effect.matchEffect({
        onFailure: (error) => error._tag === "TimedOut" ? Effect.never : Effect.fail(error),
        onSuccess: (received) => Effect.succeed(responseOf(received)),
      }),
    );
  const shortcut = (method: HttpMethod) => (url: string | URL, options?: object) => {
    const request = withoutBody(method, String(url));
    return options === undefined ? execute(request) : unserved(request);
  };
  return Object.assign(Object.create(ClientProto), {
    execute,
    preprocess: Effect.succeed,
    postprocess: Effect.flatMap(execute),
    get: shortcut("GET"),
    head: shortcut("HEAD"),
    post: shortcut("POST"),
    patch: shortcut("PATCH"),
    put: shortcut("PUT"),
    del: shortcut("DELETE"),
    options: shortcut("OPTIONS"),
    [lean]: (request: HttpClientRequest, timeoutMillis: number) =>
      Effect.contextWithEffect((call: Context.Context<never>) =>
        exchange(request, meansOf(call, context), timeoutMillis)
      ),
  });
};

const ClientProto = {
  ...inspectable,
  [Symbol.for("@effect/platform/HttpClient")]: Symbol.for("@effect/platform/HttpClient"),
  pipe(): unknown {
    return pipeArguments(this, arguments);
  },
  toJSON(): unknown {
    return { _id: "@effect/platform/HttpClient" };
  },
};

/**
 * The layer of {@link make}: it takes the place of `FetchHttpClient.layer`.
 *
 * @example
 * ```ts
 * import * as Effect from "effect/Effect";
 * import * as Layer from "effect/Layer";
 * import * as Redacted from "effect/Redacted";
 * import { StaticToken, stopTask } from "@codearts/check";
 * import * as EdgeHttpClient from "@codearts/check/EdgeHttpClient";
 *
 * const live = Layer.merge(EdgeHttpClient.layer, StaticToken.layer(Redacted.make("MIIEXAMPLE")));
 *
 * const program = stopTask("5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d", { region: "cn-north-4" }).pipe(
 *   Effect.provide(live),
 * );
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layer: Layer.Layer<HttpClient> = Layer.effect(
  HttpClientTag,
  Effect.map(Effect.context<never>(), make),
);
