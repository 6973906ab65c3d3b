import * as HttpClientRequest from "@effect/platform/HttpClientRequest";
import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as TestClock from "effect/TestClock";
import { AccessKey, AuthExpired, AuthRejected } from "../mod.ts";
import {
  clocks,
  gateway,
  minute,
  permanent,
  start,
  stopVia,
  temporary,
} from "./support/accessKey.ts";
import { fakeFetch } from "./support/fetch.ts";

describe("a temporary access key", () => {
  const ending = { ...temporary, expiresAt: new Date(start + 60 * minute) };

  it.effect("is not used from its end on, and the error says so", () =>
    Effect.gen(function* () {
      const { here } = yield* clocks;
      const service = AccessKey.make(ending);
      const mine = fakeFetch(gateway(here));
      yield* TestClock.adjust(60 * minute - 1);
      yield* stopVia(service, mine.fetch);
      yield* TestClock.adjust(1);
      const error = yield* Effect.flip(stopVia(service, mine.fetch));
      expect(error).toMatchObject({
        _tag: "TokenUnavailable",
        reason: expect.stringMatching(/ended at 2026-01-02T04:04:05.000Z: get a new one/),
      });
      expect(mine.calls).toHaveLength(1);
    }));

  it.effect("ends by the gateway's clock, once that is known", () =>
    Effect.gen(function* () {
      const { ahead, there } = yield* clocks;
      ahead.by = 90 * minute;
      const mine = fakeFetch(gateway(there));
      const error = yield* Effect.flip(stopVia(AccessKey.make(ending), mine.fetch));
      expect(error).toMatchObject({ _tag: "TokenUnavailable" });
      expect(mine.calls).toHaveLength(1);
    }));

  const saying = (fields: { readonly detail?: string; readonly requestId?: string }) =>
    [
      new AuthExpired({ status: 401, ...fields }),
      new AuthRejected({ status: 401, ...fields }),
    ] as const;

  it.effect("has ended when the service says so", () =>
    Effect.gen(function* () {
      const service = AccessKey.make(temporary);
      const rejected = yield* service.authorize(HttpClientRequest.get("https://h/"));
      const [must] = saying({ detail: "The token must be updated", requestId: "r1" });
      const [, expired] = saying({ detail: "X-Security-Token has expired at 20260102T030405Z" });
      const errors = yield* Effect.all(
        [must, expired].map((error) => Effect.flip(service.renew(rejected, error))),
      );
      expect(errors.map(({ reason }) => reason)).toEqual([
        'the service says that the temporary access key ended ("The token must be updated"), ' +
        "request id r1: get a new one, with its secretKey and securityToken",
        "the service says that the temporary access key ended " +
        '("X-Security-Token has expired at 20260102T030405Z"): ' +
        "get a new one, with its secretKey and securityToken",
      ]);
    }));

  it.effect("is not what ended when the key is permanent, or something else is wrong", () =>
    Effect.gen(function* () {
      const rejected = yield* AccessKey.make(permanent).authorize(
        HttpClientRequest.get("https://h/"),
      );
      for (const error of saying({ detail: "security token expired" })) {
        expect(yield* AccessKey.make(permanent).renew(rejected, error)).toBe(false);
      }
      const [, wrong] = saying({ detail: "verify aksk signature fail" });
      expect(yield* AccessKey.make(temporary).renew(rejected, wrong)).toBe(false);
    }));
});
