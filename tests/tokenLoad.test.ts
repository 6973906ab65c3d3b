import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as Redacted from "effect/Redacted";
import {
  makeCloud,
  makeGate,
  serviceFor,
  settle,
  stopWith,
  tokenOf,
  until,
} from "./support/cloud.ts";

const all = <A, E>(n: number, effect: Effect.Effect<A, E>) =>
  Effect.all(Array.from({ length: n }, () => effect), { concurrency: "unbounded" });

/** Tens of thousands of requests, beside whatever else runs here. */
const timeout = 60_000;

describe("under load", () => {
  it.live("10,000 concurrent stops fetch a token once", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const gate = makeGate();
      cloud.gate = gate.closed;
      const service = yield* serviceFor(cloud);
      const stops = yield* Effect.fork(all(10_000, stopWith(cloud, service)));
      yield* until(() => cloud.asked.length > 0);
      yield* settle;
      gate.open();
      yield* Fiber.join(stops);
      expect(cloud.asked).toHaveLength(1);
      expect(cloud.stopped).toHaveLength(10_000);
    }), timeout);

  it.live(
    "10,000 concurrent stops renew a revoked token once, and each is replayed once",
    () =>
      Effect.gen(function* () {
        const cloud = makeCloud();
        const service = yield* serviceFor(cloud);
        yield* tokenOf(service);
        cloud.revoke(cloud.issued[0]);
        const exits = yield* all(10_000, Effect.exit(stopWith(cloud, service)));
        expect(exits.every(Exit.isSuccess)).toBe(true);
        expect(cloud.asked).toHaveLength(2);
        expect(cloud.refused).toEqual(cloud.refused.map(() => cloud.issued[0]));
        expect(cloud.refused.length).toBeGreaterThan(0);
        expect(cloud.refused.length).toBeLessThanOrEqual(10_000);
        expect(cloud.stopped).toHaveLength(10_000);
      }),
    timeout,
  );

  it.live("1,000 callers with a wrong password ask IAM once", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const password = Redacted.make("wrong");
      const service = yield* serviceFor(cloud, { password });
      const errors = yield* all(500, Effect.flip(tokenOf(service)));
      // Others make their service anew, as programs that build layers for each request do.
      const others = yield* all(
        500,
        Effect.flip(Effect.flatMap(serviceFor(cloud, { password }), tokenOf)),
      );
      expect([...errors, ...others].every((error) => error._tag === "TokenUnavailable")).toBe(true);
      expect(cloud.asked).toHaveLength(1);
    }), timeout);
});
