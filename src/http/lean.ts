/**
 * The short way from a stop to `fetch`, for the client that has one.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import type { RequestError } from "@effect/platform/HttpClientError";
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest";
import type * as Effect from "effect/Effect";
import type { TimedOut } from "./exchange.ts";
import type { Received } from "./received.ts";

/** By this key a client offers the exchange itself, without responses and streams around it. */
export const lean: unique symbol = Symbol.for("@codearts/check/EdgeHttpClient/exchange");

/** A client with an exchange of its own; whatever a program adds to it makes another client. */
export interface Lean {
  readonly [lean]: (
    request: HttpClientRequest,
    timeoutMillis: number,
  ) => Effect.Effect<Received, RequestError | TimedOut>;
}

export const isLean = (client: HttpClient): client is HttpClient & Lean => lean in client;
