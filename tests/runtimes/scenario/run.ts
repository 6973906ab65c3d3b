/**
 * The scenario: one list of checks, run on every runtime with every client. It imports nothing but
 * effect and the module, and uses nothing but what the web has.
 *
 * @module
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Cause from "effect/Cause";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import type * as Layer from "effect/Layer";
import * as Schema from "effect/Schema";
import * as EdgeHttpClient from "../../../src/EdgeHttpClient.ts";
import { calls } from "./calls.ts";
import { cloudAt } from "./Cloud.ts";
import { members } from "./members.ts";
import { proofs } from "./proofs.ts";
import type { Check } from "./Check.ts";

/** Every check, in the order in which they are run. */
export const checks: ReadonlyArray<Check> = [...calls, ...proofs, ...members];

/** The clients that the module promises to work on, wherever there is `fetch`. */
export const clients: Readonly<Record<string, Layer.Layer<HttpClient>>> = {
  stock: FetchHttpClient.layer,
  edge: EdgeHttpClient.layer,
};

/** How a check went; no problem means that it holds. */
export interface Outcome {
  readonly check: string;
  readonly client: string;
  readonly problem?: string | undefined;
  readonly millis: number;
}

/** An outcome that comes from another process. */
export const Outcome: Schema.Schema<Outcome> = Schema.Struct({
  check: Schema.String,
  client: Schema.String,
  problem: Schema.optional(Schema.String),
  millis: Schema.Number,
});

/** Runs every check with every client, one after the other, and never rejects. */
export const runScenario = (url: string): Promise<ReadonlyArray<Outcome>> => {
  const cloud = cloudAt(url);
  const outcomes = Effect.forEach(
    Object.entries(clients),
    ([name, client]) =>
      Effect.forEach(checks, (check) =>
        Effect.map(
          Effect.timed(Effect.exit(Effect.timeout(check.run({ cloud, client }), "10 seconds"))),
          ([duration, exit]): Outcome => ({
            check: check.name,
            client: name,
            ...(Exit.isFailure(exit) && { problem: Cause.pretty(exit.cause) }),
            millis: Duration.toMillis(duration),
          }),
        )),
  );
  return Effect.runPromise(Effect.map(outcomes, (nested) => nested.flat()));
};
