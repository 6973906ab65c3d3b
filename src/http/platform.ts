/**
 * What is taken of `@effect/platform` by key instead of by import: the values behind these keys are
 * the platform's own, and importing them would bring 19 kB (gzip) of what a stop never uses. A test
 * proves that the keys are still the platform's.
 *
 * @module
 */
import type * as Client from "@effect/platform/HttpClient";
import type { HttpClientError } from "@effect/platform/HttpClientError";
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest";
import type { HttpClientResponse } from "@effect/platform/HttpClientResponse";
import * as Context from "effect/Context";
import type * as Effect from "effect/Effect";
import * as FiberRef from "effect/FiberRef";
import { constFalse } from "effect/Function";
import { globalValue } from "effect/GlobalValue";
import type * as Predicate from "effect/Predicate";

/** `HttpClient.HttpClient` */
export const HttpClient: Context.Tag<Client.HttpClient, Client.HttpClient> = Context.GenericTag<
  Client.HttpClient
>("@effect/platform/HttpClient");

/** `FetchHttpClient.Fetch` */
export const Fetch: Context.Tag<typeof globalThis.fetch, typeof globalThis.fetch> = Context
  .GenericTag<typeof globalThis.fetch>("@effect/platform/FetchHttpClient/Fetch");

/** `FetchHttpClient.RequestInit` */
export const FetchOptions: Context.Tag<RequestInit, RequestInit> = Context.GenericTag<RequestInit>(
  "@effect/platform/FetchHttpClient/FetchOptions",
);

/** `HttpClient.currentTracerDisabledWhen` */
export const tracerDisabledWhen: FiberRef.FiberRef<Predicate.Predicate<HttpClientRequest>> =
  globalValue(
    Symbol.for("@effect/platform/HttpClient/tracerDisabledWhen"),
    () => FiberRef.unsafeMake<Predicate.Predicate<HttpClientRequest>>(constFalse),
  );

/** `Headers.currentRedactedNames` */
export const redactedNames: FiberRef.FiberRef<ReadonlyArray<string | RegExp>> = globalValue(
  "@effect/platform/Headers/currentRedactedNames",
  () =>
    FiberRef.unsafeMake<ReadonlyArray<string | RegExp>>([
      "authorization",
      "cookie",
      "set-cookie",
      "x-api-key",
    ]),
);

/** What the platform keeps of each response until somebody reads its body. */
interface ResponseRegistry {
  readonly register: (response: object, controller: AbortController) => void;
  readonly unregister: (response: object) => void;
}

/**
 * The platform's own registry of responses that nobody has read: it aborts those that are collected,
 * which workerd, where no request runs by then, reports as an error. A response of the platform has
 * been made when this is called, and with it the registry.
 */
export const responseRegistry = (): ResponseRegistry =>
  globalValue<ResponseRegistry>(
    "@effect/platform/HttpClient/responseRegistry",
    () => ({ register: () => {}, unregister: () => {} }),
  );

/** The two halves of a client's `execute`, which the platform keeps internal. */
interface Halves {
  readonly preprocess: (
    request: HttpClientRequest,
  ) => Effect.Effect<HttpClientRequest, HttpClientError>;
  readonly postprocess: (
    request: Effect.Effect<HttpClientRequest, HttpClientError>,
  ) => Effect.Effect<HttpClientResponse, HttpClientError>;
}

/** Whether a client is made of the platform's two halves; one that is not has `execute` alone. */
export const hasHalves = (
  client: Client.HttpClient,
): client is Client.HttpClient & Halves =>
  "preprocess" in client && typeof client.preprocess === "function" &&
  "postprocess" in client && typeof client.postprocess === "function";
