import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { type Cloud, day, makeCloud, serviceFor, stopWith, tokenOf } from "./support/cloud.ts";
import { json } from "./support/fetch.ts";
import { makeHandClock } from "./support/handClock.ts";

const turn = Effect.promise(() => new Promise((resolve) => setImmediate(resolve)));

/**
 * Three days at a call a second. Each is authorized, as a stop is; a stop is sent every ten minutes,
 * and where `isWatched` says so.
 */
const threeDays = (
  cloud: Cloud,
  isDown: (second: number) => boolean,
  isWatched: (second: number) => boolean,
) =>
  Effect.gen(function* () {
    const hand = makeHandClock();
    cloud.now = () => hand.now;
    const service = yield* serviceFor(cloud);
    const run = Effect.gen(function* () {
      let tokens = 0;
      for (let second = 0; second < 3 * 86_400; second++) {
        hand.now = second * 1000;
        cloud.instead = isDown(second) ? () => json(503, {}) : undefined;
        if (second % 600 === 0 || isWatched(second)) yield* stopWith(cloud, service);
        if ((yield* tokenOf(service)) !== undefined) tokens++;
        // What runs in the background has a second to get on.
        if (second % 60 === 0 || isWatched(second)) yield* turn;
      }
      return tokens;
    });
    return yield* Effect.withClock(run, hand.clock);
  });

describe("three days at one stop a second, with tokens of 24 hours,", () => {
  it.live("cost 4 calls of IAM", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const tokens = yield* threeDays(cloud, () => false, () => false);
      expect(tokens).toBe(3 * 86_400);
      expect(cloud.asked).toHaveLength(4);
      expect(cloud.refused).toEqual([]);
    }), 60_000);

  it.live(
    "lose no stop while IAM is down for ten minutes across the time of a refresh",
    () =>
      Effect.gen(function* () {
        const cloud = makeCloud();
        const end = day / 1000;
        const from = end - 10 * 60 - 8;
        const isDown = (second: number) => second >= from && second < from + 600;
        const tokens = yield* threeDays(
          cloud,
          isDown,
          (second) => second >= from - 60 && second < end + 60,
        );
        expect(tokens).toBe(3 * 86_400);
        expect(cloud.refused).toEqual([]);
        // One try each ten seconds of the outage's last five minutes.
        expect(cloud.asked.length - cloud.issued.length).toBe(30);
        expect(cloud.issued).toHaveLength(4);
      }),
    60_000,
  );
});
