import { describe, expect, it } from "@effect/vitest";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as TestClock from "effect/TestClock";
import { errorOf, jsonReply } from "./support/reply.ts";

/** What the clock says, as a header would. */
const now = "Sun, 06 Nov 1994 08:49:37 GMT";

/** The pause of a busy reply with these headers, in milliseconds. */
const pauseOf = (headers: Readonly<Record<string, string>>) =>
  Effect.gen(function* () {
    yield* TestClock.setTime(Date.parse(now));
    const error = yield* errorOf(jsonReply(400, { error_code: "CC.00000000" }, headers));
    return "retryAfter" in error && error.retryAfter !== undefined
      ? Duration.toMillis(error.retryAfter)
      : undefined;
  });

const pauses: ReadonlyArray<readonly [value: string, millis: number]> = [
  ["0", 0],
  ["5", 5_000],
  ["005", 5_000],
  [" 5 ", 5_000],
  ["999999999", 999_999_999_000],
  ["Sun, 06 Nov 1994 08:50:37 GMT", 60_000],
  ["Sunday, 06-Nov-94 08:50:37 GMT", 60_000],
  ["Sun Nov  6 08:50:37 1994", 60_000],
  ["Sun, 06 Nov 1994 08:49:37 GMT", 0],
  ["Sun, 06 Nov 1994 08:00:00 GMT", 0],
];

const garbage: ReadonlyArray<string> = [
  "",
  "soon",
  "soon 9999",
  "in 5 minutes",
  "1.5",
  "-5",
  "+5",
  "5s",
  "0x10",
  "1e3",
  "5, 10",
  "9999999999",
  "Infinity",
  "2100-01-01",
  "2100-01-01T00:00:00Z",
  "Jan 1 2100",
  "Sun, 06 Nov 2100 08:49:37 PST",
  "Xxx, 99 Xxx 9999 99:99:99 GMT",
];

describe("Retry-After", () => {
  for (const [value, millis] of pauses) {
    it.effect(`of "${value}" is a pause of ${millis} milliseconds`, () =>
      Effect.gen(function* () {
        expect(yield* pauseOf({ "retry-after": value })).toBe(millis);
      }));
  }

  for (const value of garbage) {
    it.effect(`of "${value}" asks for nothing`, () =>
      Effect.gen(function* () {
        expect(yield* pauseOf({ "retry-after": value })).toBeUndefined();
      }));
  }

  it.effect("that is missing asks for nothing", () =>
    Effect.gen(function* () {
      expect(yield* pauseOf({})).toBeUndefined();
    }));

  it.effect("is measured against the reply's own date, not against a clock that is off", () =>
    Effect.gen(function* () {
      const pause = yield* pauseOf({
        "retry-after": "Mon, 07 Nov 2050 08:00:30 GMT",
        "date": "Mon, 07 Nov 2050 08:00:00 GMT",
      });
      expect(pause).toBe(30_000);
    }));

  it.effect("is measured against the clock when the reply's own date is garbage", () =>
    Effect.gen(function* () {
      const pause = yield* pauseOf({
        "retry-after": "Sun, 06 Nov 1994 08:49:47 GMT",
        "date": "yesterday 1",
      });
      expect(pause).toBe(10_000);
    }));

  for (
    const [status, tag] of [[429, "Throttled"], [503, "ServiceUnavailable"]] as const
  ) {
    it.effect(`is kept by ${tag}`, () =>
      Effect.gen(function* () {
        const error = yield* errorOf(jsonReply(status, {}, { "retry-after": "7" }));
        expect(error).toMatchObject({ _tag: tag, retryAfter: Duration.seconds(7) });
      }));
  }

  it.effect("says nothing about an error that stays", () =>
    Effect.gen(function* () {
      const error = yield* errorOf(jsonReply(401, {}, { "retry-after": "7" }));
      expect(error).not.toHaveProperty("retryAfter");
    }));
});
