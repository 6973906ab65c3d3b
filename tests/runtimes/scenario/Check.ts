/**
 * One thing that must hold on every runtime.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import type * as Layer from "effect/Layer";
import type * as Redacted from "effect/Redacted";
import {
  type CallOptions,
  StaticToken,
  stopTask,
  type StopTaskError,
  TokenService,
} from "../../../mod.ts";
import type { Cloud } from "./Cloud.ts";

/** What a check is run with. */
export interface Setting {
  readonly cloud: Cloud;
  readonly client: Layer.Layer<HttpClient>;
}

/** One thing that must hold; it fails or dies where it does not. */
export interface Check {
  readonly name: string;
  readonly run: (setting: Setting) => Effect.Effect<void, unknown>;
}

/** An hour, in milliseconds: longer than any scenario. */
export const hour = 3_600_000;

/** One stop in the cloud, with a token. */
export const stop = (
  { client, cloud }: Setting,
  taskId: string,
  token: Redacted.Redacted<string>,
  options?: CallOptions,
): Effect.Effect<void, StopTaskError> =>
  stopTask(taskId, { endpoint: cloud.url }, options).pipe(
    Effect.provideService(TokenService, StaticToken.make(token)),
    Effect.provide(client),
  );

/** Dies where two values are not the same JSON. */
export const same = (what: string, actual: unknown, expected: unknown): Effect.Effect<void> => {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  return a === b ? Effect.void : Effect.dieMessage(`${what}: expected ${b}, got ${a}`);
};

/** The error that an effect fails with; a success is a defect. */
export const errorOf = <E>(effect: Effect.Effect<unknown, E>): Effect.Effect<E> =>
  Effect.matchEffect(effect, {
    onFailure: Effect.succeed,
    onSuccess: () => Effect.dieMessage("it succeeded"),
  });
