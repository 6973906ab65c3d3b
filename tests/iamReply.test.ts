import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as TestClock from "effect/TestClock";
import { makeCloud, serviceFor, settle, tokenOf } from "./support/cloud.ts";
import { json } from "./support/fetch.ts";

/** A reply of IAM with a token, and with whatever else. */
const issued = (token: unknown, headers: HeadersInit = {}, status = 201) =>
  json(status, { token }, { "x-subject-token": "MIITOKEN", ...headers });

describe("the end of a token", () => {
  const cases: ReadonlyArray<readonly [string, () => Response, number]> = [
    [
      "is counted from when it was issued, not by the clock here",
      () =>
        issued({
          issued_at: "2020-01-04T09:08:49.965000Z",
          expires_at: "2020-01-04T10:08:49.965000Z",
        }),
      60,
    ],
    [
      "is counted from the reply's date, where it is not said when it was issued",
      () =>
        issued({ expires_at: "2020-01-04T09:30:00Z" }, { date: "Sat, 04 Jan 2020 09:00:00 GMT" }),
      30,
    ],
    [
      "is counted from now, where nothing else is said",
      () => issued({ expires_at: "1970-01-01T00:20:00.000000Z" }, {}, 200),
      20,
    ],
  ];
  for (const [how, instead, minutes] of cases) {
    it.effect(how, () =>
      Effect.gen(function* () {
        const cloud = makeCloud();
        cloud.instead = instead;
        const service = yield* serviceFor(cloud);
        yield* tokenOf(service);
        yield* TestClock.adjust(minutes * 60_000 - 300_001);
        yield* tokenOf(service);
        yield* settle;
        expect(cloud.asked).toHaveLength(1);
        yield* TestClock.adjust(1);
        yield* tokenOf(service);
        yield* settle;
        expect(cloud.asked).toHaveLength(2);
      }));
  }
});

describe("a reply of IAM that is none that is documented", () => {
  const time = { expires_at: "2020-01-04T10:00:00Z", issued_at: "2020-01-04T09:00:00Z" };
  const replies: Record<string, () => Response> = {
    "no token in the header": () => json(201, { token: time }),
    "a token with a space": () => issued(time, { "x-subject-token": "a b" }),
    "no end": () => issued({ issued_at: time.issued_at }),
    "an end that is no time": () => issued({ expires_at: "tomorrow" }),
    "an end before its beginning": () =>
      issued({ expires_at: time.issued_at, issued_at: time.expires_at }),
    "a page": () => new Response("<html>", { status: 200 }),
    "a redirect": () => new Response(null, { status: 302, headers: { location: "/x" } }),
  };
  for (const [what, instead] of Object.entries(replies)) {
    it.effect(`is no token: ${what}`, () =>
      Effect.gen(function* () {
        const cloud = makeCloud();
        cloud.instead = instead;
        const error = yield* Effect.flip(tokenOf(yield* serviceFor(cloud)));
        expect(error.message).toContain("IAM's reply is none that is documented (HTTP ");
      }));
  }
});
