/**
 * Operations other than the stop, on a `fetch` that gives one reply.
 *
 * @module
 */
import type * as HttpClient from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import type { TokenService } from "../../mod.ts";
import { clientOn, type FakeFetch, fakeFetch } from "./fetch.ts";
import { staticToken } from "./program.ts";

/** A `fetch` that gives the reply of a status with a text, and the calls that it got. */
export const answering = (status: number, body: string): FakeFetch =>
  fakeFetch(() => new Response(body, { status, headers: { "content-type": "application/json" } }));

/** An operation with the static token, on a `fetch`. */
export const on = <A, E>(
  mine: FakeFetch,
  operation: Effect.Effect<A, E, HttpClient.HttpClient | TokenService>,
): Effect.Effect<A, E> =>
  operation.pipe(Effect.provide(clientOn(mine.fetch)), Effect.provide(staticToken));

/** The text of the body that a call was made with. */
export const sentBy = (mine: FakeFetch): string =>
  new TextDecoder().decode(mine.calls[0]?.init.body as Uint8Array | undefined);
