import { afterEach, describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/TestClock";
import { vi } from "vitest";
import {
  bare,
  day,
  makeCloud,
  makeGate,
  serviceFor,
  settle,
  stopWith,
  tokenOf,
  until,
} from "./support/cloud.ts";
import { json } from "./support/fetch.ts";

const perRequest = { coordination: "perRequest" } as const;

/** Many requests of an isolate, each of which builds its layers. */
const requests = (n: number, one: Effect.Effect<unknown, unknown>) =>
  Effect.all(Array.from({ length: n }, () => Effect.exit(one)), { concurrency: "unbounded" });

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("where no request may wait on another's promise", () => {
  it.live("a cold burst sees by timers of its own that there is a token", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const one = Effect.flatMap(
        serviceFor(cloud, perRequest),
        (service) => stopWith(cloud, service),
      );
      yield* requests(100, one);
      expect(cloud.stopped).toHaveLength(100);
      expect(cloud.asked).toHaveLength(1);
      yield* requests(100, one);
      expect(cloud.asked).toHaveLength(1);
    }));

  it.live("a wrong password is sent once by a cold burst", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const wrong = { ...perRequest, password: Redacted.make("wrong") };
      yield* requests(100, Effect.flatMap(serviceFor(cloud, wrong), tokenOf));
      expect(cloud.asked).toHaveLength(1);
    }));

  it.effect("a request that was killed while it asked holds nobody up for more than 2 seconds", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const gate = makeGate();
      cloud.gate = gate.closed;
      // This one never comes back, and nothing of it is cleaned up.
      yield* Effect.fork(Effect.flatMap(serviceFor(cloud, perRequest), tokenOf));
      yield* until(() => cloud.asked.length === 1);
      cloud.gate = Promise.resolve();
      const next = yield* Effect.fork(Effect.flatMap(serviceFor(cloud, perRequest), tokenOf));
      yield* settle;
      yield* TestClock.adjust("1999 millis");
      yield* settle;
      expect(cloud.asked).toHaveLength(1);
      yield* TestClock.adjust("20 millis");
      expect(yield* Fiber.join(next)).toBe(cloud.issued[0]);
    }));

  it.effect("a refresh ahead of time is done in line, by one", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const service = yield* serviceFor(cloud, perRequest);
      yield* tokenOf(service);
      yield* TestClock.adjust(day - 60_000);
      const gate = makeGate();
      cloud.gate = gate.closed;
      const refreshing = yield* Effect.fork(tokenOf(service));
      yield* until(() => cloud.asked.length === 2);
      expect(yield* tokenOf(service)).toBe(cloud.issued[0]);
      gate.open();
      expect(yield* Fiber.join(refreshing)).toBe(cloud.issued[1]);
      expect(cloud.asked).toHaveLength(2);
    }));

  it.effect("a refresh in line that fails costs no call", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const service = yield* serviceFor(cloud, perRequest);
      yield* tokenOf(service);
      yield* TestClock.adjust(day - 60_000);
      cloud.instead = () => json(503, {});
      expect(yield* tokenOf(service)).toBe(cloud.issued[0]);
    }));

  for (const fails of [false, true]) {
    it.effect(`a refresh is handed to waitUntil${fails ? ", even if that throws" : ""}`, () =>
      Effect.gen(function* () {
        const cloud = makeCloud();
        const promises: Array<Promise<unknown>> = [];
        const waitUntil = (promise: Promise<unknown>) => {
          promises.push(promise);
          if (fails) throw new Error("outside of a request");
        };
        const service = yield* serviceFor(cloud, { ...perRequest, waitUntil });
        yield* tokenOf(service);
        yield* TestClock.adjust(day - 60_000);
        expect(yield* tokenOf(service)).toBe(cloud.issued[0]);
        expect(promises).toHaveLength(1);
        yield* Effect.promise(() => Promise.all(promises));
        expect(yield* tokenOf(service)).toBe(cloud.issued[1]);
      }));
  }

  it.effect("a refused token is replaced", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const service = yield* serviceFor(cloud, perRequest);
      yield* service.authorize(bare);
      cloud.revoke(cloud.issued[0]);
      yield* stopWith(cloud, service);
      expect(cloud.stopped).toEqual([cloud.issued[1]]);
    }));

  it.effect("is where navigator.userAgent says so, unless the program says otherwise", () =>
    Effect.gen(function* () {
      vi.stubGlobal("navigator", { userAgent: "Cloudflare-Workers" });
      const order: Array<string> = [];
      for (const coordination of [undefined, "perRequest", "shared"] as const) {
        const cloud = makeCloud();
        const service = yield* serviceFor(cloud, { coordination });
        yield* tokenOf(service);
        yield* TestClock.adjust(day - 60_000);
        const token = yield* tokenOf(service);
        order.push(token === cloud.issued[1] ? "in line" : "in the background");
        yield* settle;
      }
      expect(order).toEqual(["in line", "in line", "in the background"]);
    }));
});
