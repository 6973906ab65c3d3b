/**
 * What most tests stop, where, and with which token.
 *
 * @module
 */
import type * as HttpClient from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import type * as Layer from "effect/Layer";
import * as Redacted from "effect/Redacted";
import {
  type CallOptions,
  StaticToken,
  stopTask,
  type StopTaskError,
  type Target,
  type TokenService,
} from "../../mod.ts";

export const taskId: string = "5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d";

/** Long enough to look like one, and easy to find in any output. */
export const token: string = `MIITOKEN${"abcdefgh/ijklmno+".repeat(12)}END==`;

export const target: Target = { endpoint: "https://check.example" };

export const staticToken: Layer.Layer<TokenService> = StaticToken.layer(Redacted.make(token));

/** One stop of the usual task, on a client, with the static token. */
export const stopOn = <E>(
  client: Layer.Layer<HttpClient.HttpClient, E>,
  options?: CallOptions,
): Effect.Effect<void, StopTaskError | E> =>
  stopTask(taskId, target, options).pipe(Effect.provide(client), Effect.provide(staticToken));
