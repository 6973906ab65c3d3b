import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/TestClock";
import { AuthExpired } from "../mod.ts";
import { withHeader } from "../src/http/request.ts";
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

const all = <A, E>(n: number, effect: Effect.Effect<A, E>) =>
  Effect.all(Array.from({ length: n }, () => effect), { concurrency: "unbounded" });

const refusal = new AuthExpired({ status: 401, code: "CC.00000003" });
const down = () => json(503, { error: { code: 503, message: "down" } });

describe("a token", () => {
  it.effect("is found again by a service that is made anew with the same options", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      for (let n = 0; n < 3; n++) yield* stopWith(cloud, yield* serviceFor(cloud));
      expect(cloud.asked).toHaveLength(1);
    }));

  it.effect("is fetched once for services that are made anew at the same time", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      yield* all(100, Effect.flatMap(serviceFor(cloud), (service) => stopWith(cloud, service)));
      expect(cloud.asked).toHaveLength(1);
    }));

  it.effect("stays in a service that is told to keep it", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      for (let n = 0; n < 3; n++) {
        yield* stopWith(cloud, yield* serviceFor(cloud, { memory: "service" }));
      }
      expect(cloud.asked).toHaveLength(3);
    }));

  it.effect("is fetched by a follower when the first caller is interrupted", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const gate = makeGate();
      cloud.gate = gate.closed;
      const service = yield* serviceFor(cloud);
      const first = yield* Effect.fork(tokenOf(service));
      yield* until(() => cloud.asked.length === 1);
      const followers = yield* Effect.fork(all(100, tokenOf(service)));
      yield* settle;
      yield* Fiber.interrupt(first);
      gate.open();
      const tokens = yield* Fiber.join(followers);
      expect(new Set(tokens)).toEqual(new Set([cloud.issued.at(-1)]));
      expect(cloud.asked).toHaveLength(2);
    }));
});

describe("a refusal of a token by the service", () => {
  it.effect("leaves a newer token alone when it comes late", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const service = yield* serviceFor(cloud);
      const old = yield* service.authorize(bare);
      expect(yield* service.renew(old, refusal)).toBe(true);
      expect(yield* service.renew(old, refusal)).toBe(true);
      expect(cloud.asked).toHaveLength(2);
      expect(yield* tokenOf(service)).toBe(cloud.issued[1]);
    }));

  it.effect("of a token of somebody else's leaves its own alone", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const service = yield* serviceFor(cloud);
      yield* tokenOf(service);
      expect(yield* service.renew(withHeader(bare, "x-auth-token", "other"), refusal)).toBe(true);
      expect(yield* tokenOf(service)).toBe(cloud.issued[0]);
      expect(cloud.asked).toHaveLength(1);
    }));

  it.effect("drops the token even if no new one can be had", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const service = yield* serviceFor(cloud);
      const old = yield* service.authorize(bare);
      cloud.instead = down;
      const error = yield* Effect.flip(service.renew(old, refusal));
      expect(error).toMatchObject({ _tag: "TokenUnavailable", retryable: true });
      cloud.instead = undefined;
      expect(yield* tokenOf(service)).toBe(cloud.issued[1]);
    }));

  it.effect("renews six times a minute, whatever the service refuses", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const service = yield* serviceFor(cloud);
      const renew = Effect.flatMap(
        service.authorize(bare),
        (request) => service.renew(request, refusal),
      );
      const renewed = yield* Effect.all(Array.from({ length: 100 }, () => renew));
      expect(renewed.filter(Boolean)).toHaveLength(6);
      expect(cloud.asked).toHaveLength(7);
      yield* TestClock.adjust("59 seconds");
      expect(yield* renew).toBe(false);
      yield* TestClock.adjust("1 second");
      expect(yield* renew).toBe(true);
    }));

  it.effect("is replayed by each stop, as long as the service can renew", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const service = yield* serviceFor(cloud);
      for (let n = 0; n < 4; n++) {
        cloud.revoke(cloud.issued.at(-1));
        yield* stopWith(cloud, service);
      }
      expect(cloud.stopped).toHaveLength(4);
    }));
});

describe("a token near its end", () => {
  it.effect("is refreshed in the background 5 minutes before, and serves meanwhile", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const service = yield* serviceFor(cloud);
      yield* tokenOf(service);
      yield* TestClock.adjust(day - 5 * 60_000 - 1);
      expect(yield* tokenOf(service)).toBe(cloud.issued[0]);
      yield* settle;
      expect(cloud.asked).toHaveLength(1);
      const gate = makeGate();
      cloud.gate = gate.closed;
      yield* TestClock.adjust(1);
      for (let n = 0; n < 3; n++) {
        expect(yield* tokenOf(service)).toBe(cloud.issued[0]);
        yield* settle;
      }
      expect(cloud.asked).toHaveLength(2);
      gate.open();
      yield* until(() => cloud.issued.length === 2);
      yield* settle;
      expect(yield* tokenOf(service)).toBe(cloud.issued[1]);
    }));

  it.effect("is waited for in its last 5 seconds", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const service = yield* serviceFor(cloud);
      yield* tokenOf(service);
      yield* TestClock.adjust(day - 5_000);
      expect(yield* tokenOf(service)).toBe(cloud.issued[1]);
    }));

  it.effect("serves to its end when IAM is down, and not beyond", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const service = yield* serviceFor(cloud);
      yield* tokenOf(service);
      cloud.instead = down;
      yield* TestClock.adjust(day - 1);
      expect(yield* tokenOf(service)).toBe(cloud.issued[0]);
      yield* TestClock.adjust(1);
      expect(yield* Effect.flip(tokenOf(service))).toMatchObject({ retryable: true });
    }));

  it.effect("with a short life is not refreshed before half of it", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      cloud.lifetime = 60_000;
      const service = yield* serviceFor(cloud);
      yield* tokenOf(service);
      yield* TestClock.adjust(29_999);
      yield* tokenOf(service);
      yield* settle;
      expect(cloud.asked).toHaveLength(1);
      yield* TestClock.adjust(1);
      yield* tokenOf(service);
      yield* until(() => cloud.asked.length === 2);
    }));
});
