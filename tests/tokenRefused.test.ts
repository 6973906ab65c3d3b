import { describe, expect, it } from "@effect/vitest";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/TestClock";
import { day, makeCloud, makeGate, serviceFor, settle, tokenOf, until } from "./support/cloud.ts";
import { json } from "./support/fetch.ts";

const keystone = (status: number, message: string, headers: HeadersInit = {}) =>
  json(status, { error: { code: status, message, title: "T" } }, headers);

const wrong = { password: Redacted.make("wrong") };

describe("a refusal by IAM", () => {
  for (const status of [400, 401, 403, 404]) {
    it.effect(`with ${status} answers for 60 seconds without asking, and then IAM is asked`, () =>
      Effect.gen(function* () {
        const cloud = makeCloud();
        cloud.instead = () => keystone(status, "no");
        const service = yield* serviceFor(cloud);
        const first = yield* Effect.flip(tokenOf(service));
        yield* TestClock.adjust("59 seconds");
        const second = yield* Effect.flip(tokenOf(service));
        expect(cloud.asked).toHaveLength(1);
        expect(first).toMatchObject({ _tag: "TokenUnavailable", retryable: false });
        expect(second).toMatchObject({ _tag: "TokenUnavailable", retryable: false });
        expect(second.message).toContain("not asked again for another 1s");
        yield* TestClock.adjust("1 second");
        cloud.instead = undefined;
        yield* tokenOf(service);
        expect(cloud.asked).toHaveLength(2);
      }));
  }

  it.effect("is remembered as long as the option says", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const service = yield* serviceFor(cloud, { ...wrong, rememberRefusal: "1 hour" });
      yield* Effect.flip(tokenOf(service));
      yield* TestClock.adjust("59 minutes");
      yield* Effect.flip(tokenOf(service));
      expect(cloud.asked).toHaveLength(1);
      yield* TestClock.adjust("1 minute");
      yield* Effect.flip(tokenOf(service));
      expect(cloud.asked).toHaveLength(2);
    }));

  it.effect("of a wrong password keeps the right one's token, and gets none of it", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const right = yield* serviceFor(cloud);
      yield* tokenOf(right);
      const other = yield* serviceFor(cloud, wrong);
      expect(yield* Effect.flip(tokenOf(other))).toMatchObject({ _tag: "TokenUnavailable" });
      expect(yield* tokenOf(right)).toBe(cloud.issued[0]);
    }));

  it.effect("while the old token serves is not tried again until that token no longer does", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const service = yield* serviceFor(cloud);
      yield* tokenOf(service);
      cloud.instead = () => keystone(401, "The username or password is wrong.");
      yield* TestClock.adjust(day - 5 * 60_000);
      for (let n = 0; n < 294; n++) {
        expect(yield* tokenOf(service)).toBe(cloud.issued[0]);
        yield* settle;
        yield* TestClock.adjust("1 second");
      }
      expect(cloud.asked).toHaveLength(2);
    }));
});

describe("an outage of IAM", () => {
  it.effect("answers those who waited, and nobody who comes later", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const gate = makeGate();
      cloud.gate = gate.closed;
      cloud.instead = () => keystone(503, "down");
      const service = yield* serviceFor(cloud);
      const waiting = yield* Effect.fork(
        Effect.all(Array.from({ length: 100 }, () => Effect.flip(tokenOf(service))), {
          concurrency: "unbounded",
        }),
      );
      yield* until(() => cloud.asked.length === 1);
      yield* settle;
      gate.open();
      const errors = yield* Fiber.join(waiting);
      expect(errors.every((error) => error.retryable)).toBe(true);
      expect(cloud.asked).toHaveLength(1);
      cloud.instead = undefined;
      yield* tokenOf(service);
    }));

  it.effect("is one when the connection fails, and says why", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      cloud.instead = () => Promise.reject(new TypeError("connect ECONNREFUSED"));
      const error = yield* Effect.flip(tokenOf(yield* serviceFor(cloud)));
      expect(error).toMatchObject({ _tag: "TokenUnavailable", retryable: true });
      expect(error.message).toContain(
        "IAM cannot be reached: connect ECONNREFUSED. Try again later.",
      );
    }));

  it.effect("is one when no reply comes in time", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      cloud.gate = makeGate().closed;
      const service = yield* serviceFor(cloud, { timeout: "3 seconds" });
      const fiber = yield* Effect.fork(Effect.flip(tokenOf(service)));
      yield* until(() => cloud.asked.length === 1);
      yield* TestClock.adjust("3 seconds");
      const error = yield* Fiber.join(fiber);
      expect(error).toMatchObject({ _tag: "TokenUnavailable", retryable: true });
      expect(error.message).toContain("IAM did not answer within 3s");
    }));

  const pauses: ReadonlyArray<readonly [string, () => Response, number]> = [
    ["Retry-After", () => keystone(429, "slow down", { "retry-after": "20" }), 20],
    ["Retry-After of a 503", () => keystone(503, "down", { "retry-after": "7" }), 7],
    ["Retry-After, to a limit,", () => keystone(503, "down", { "retry-after": "86400" }), 300],
    [
      "IAM.0012",
      () =>
        json(429, {
          error_code: "IAM.0012",
          error_msg: "The throttling threshold has been reached: 10 times per 30 seconds",
        }),
      30,
    ],
  ];
  for (const [what, instead, seconds] of pauses) {
    it.effect(`is left alone as long as ${what} asks for`, () =>
      Effect.gen(function* () {
        const cloud = makeCloud();
        cloud.instead = instead;
        const service = yield* serviceFor(cloud);
        expect(yield* Effect.flip(tokenOf(service))).toMatchObject({ retryable: true });
        cloud.instead = undefined;
        yield* TestClock.adjust(Duration.seconds(seconds - 1));
        expect(yield* Effect.flip(tokenOf(service))).toMatchObject({
          _tag: "TokenUnavailable",
          retryable: true,
          retryAfter: Duration.seconds(1),
        });
        expect(cloud.asked).toHaveLength(1);
        yield* TestClock.adjust("1 second");
        yield* tokenOf(service);
        expect(cloud.asked).toHaveLength(2);
      }));
  }
});
