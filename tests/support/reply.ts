/**
 * Replies of any kind, and what a stop makes of one.
 *
 * @module
 */
import * as HttpClient from "@effect/platform/HttpClient";
import * as HttpClientResponse from "@effect/platform/HttpClientResponse";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type { StopTaskError } from "../../mod.ts";
import { clientOn, fakeFetch } from "./fetch.ts";
import { stopOn } from "./program.ts";

/** The request id of every reply that {@link reply} makes, unless its headers say another. */
export const requestId = "5f1c0a9e7d3b";

/** A reply with any status and body, such as no constructor takes among them. */
export const reply = (
  status: number,
  body: string | Uint8Array<ArrayBuffer> | null,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  Object.defineProperty(
    new Response(body, { headers: { "x-request-id": requestId, ...headers } }),
    "status",
    { value: status },
  );

/** A reply whose body is the JSON of a value. */
export const jsonReply = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response => reply(status, JSON.stringify(body), headers);

/** The stock client on a `fetch` that gives this reply. */
export const stockClient = (response: Response): Layer.Layer<HttpClient.HttpClient> =>
  clientOn(fakeFetch(() => response).fetch);

/** A client without `fetch`, and so without its guard: the reply comes as it is. */
export const bareClient = (response: Response): Layer.Layer<HttpClient.HttpClient> =>
  Layer.succeed(
    HttpClient.HttpClient,
    HttpClient.make((request) => Effect.succeed(HttpClientResponse.fromWeb(request, response))),
  );

/** The error that a reply becomes; a success fails the test. */
export const errorOf = (response: Response): Effect.Effect<StopTaskError> =>
  Effect.orDieWith(
    Effect.flip(stopOn(stockClient(response))),
    () => new Error("the stop succeeded"),
  );
