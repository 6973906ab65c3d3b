/**
 * A program's `fetch`, as tests give it to the stock client: it answers from a function and
 * remembers what it was called with.
 *
 * @module
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
import type * as HttpClient from "@effect/platform/HttpClient";
import * as Layer from "effect/Layer";
import * as EdgeHttpClient from "../../src/EdgeHttpClient.ts";

/** One call of a `fetch`. */
export interface Call {
  readonly url: string;
  readonly init: RequestInit;
  readonly headers: Headers;
}

/** A `fetch` with the calls that it got. */
export interface FakeFetch {
  readonly fetch: typeof globalThis.fetch;
  readonly calls: ReadonlyArray<Call>;
}

/** A `fetch` that answers the n-th call, from 0, with what the function returns. */
export const fakeFetch = (
  answer: (n: number, call: Call) => Response | Promise<Response>,
): FakeFetch => {
  const calls: Array<Call> = [];
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const call = { url: String(input), init, headers: new Headers(init.headers) };
    calls.push(call);
    return await answer(calls.length - 1, call);
  };
  return { fetch, calls };
};

/** The layer of a `fetch`, which is the usual way to give one to the stock client. */
export const fetchLayer = (fetch: typeof globalThis.fetch): Layer.Layer<FetchHttpClient.Fetch> =>
  Layer.succeed(FetchHttpClient.Fetch, fetch);

/** The client that the suite of the stop runs on: it runs once on each. */
export const httpClient: Layer.Layer<HttpClient.HttpClient> = process.env["HTTP_CLIENT"] === "edge"
  ? EdgeHttpClient.layer
  : FetchHttpClient.layer;

/** The client on a `fetch` that was given to its layer. */
export const clientOn = (fetch: typeof globalThis.fetch): Layer.Layer<HttpClient.HttpClient> =>
  httpClient.pipe(Layer.provide(fetchLayer(fetch)));

/** A reply with a JSON body. */
export const json = (status: number, body: unknown, headers: HeadersInit = {}): Response => {
  const own = new Headers(headers);
  own.set("content-type", "application/json");
  return new Response(JSON.stringify(body), { status, headers: own });
};
