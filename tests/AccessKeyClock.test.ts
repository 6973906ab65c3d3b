import * as HttpClientRequest from "@effect/platform/HttpClientRequest";
import { describe, expect, it } from "@effect/vitest";
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/TestClock";
import { AccessKey, AuthRejected, TokenService } from "../mod.ts";
import {
  clocks,
  expiredSignature,
  gateway,
  minute,
  permanent,
  signedAt,
  start,
  stopVia,
} from "./support/accessKey.ts";
import { fakeFetch, json } from "./support/fetch.ts";

describe("AccessKey, when the clocks differ,", () => {
  it.effect.each([60 * minute, -60 * minute, 16 * minute, -16 * minute, 900 * 24 * 60 * minute])(
    "learns that the gateway is %d ms ahead from one refusal, and replays once",
    (by) =>
      Effect.gen(function* () {
        const { ahead, there } = yield* clocks;
        ahead.by = by;
        const service = AccessKey.make(permanent);
        const mine = fakeFetch(gateway(there));
        yield* stopVia(service, mine.fetch);
        expect(mine.calls.map(signedAt)).toEqual([start, start + by]);
        yield* TestClock.adjust("3 hours");
        yield* stopVia(service, mine.fetch);
        expect(mine.calls).toHaveLength(3);
      }),
  );

  it.effect("learns anew when a clock is set", () =>
    Effect.gen(function* () {
      const { ahead, there } = yield* clocks;
      const service = AccessKey.make(permanent);
      const mine = fakeFetch(gateway(there));
      const counts: Array<number> = [];
      for (const by of [0, 30, -30, 0, 14]) {
        ahead.by = by * minute;
        yield* stopVia(service, mine.fetch);
        counts.push(mine.calls.length);
      }
      expect(counts).toEqual([1, 3, 5, 7, 8]);
    }));

  it.effect("replays each of 100 stops that are refused at once, and none after", () =>
    Effect.gen(function* () {
      const { ahead, there } = yield* clocks;
      ahead.by = -45 * minute;
      const service = AccessKey.make(permanent);
      const gate = yield* Deferred.make<void>();
      const answer = gateway(there);
      const mine = fakeFetch(async (n, call) => {
        if (n === 99) Effect.runSync(Deferred.succeed(gate, undefined));
        await Effect.runPromise(Deferred.await(gate));
        return answer(n, call);
      });
      const stops = Effect.replicateEffect(stopVia(service, mine.fetch), 100, {
        concurrency: "unbounded",
      });
      yield* stops;
      expect(mine.calls).toHaveLength(200);
      yield* stops;
      expect(mine.calls).toHaveLength(300);
    }));

  it.effect("leaves what it learned alone when a refusal comes late", () =>
    Effect.gen(function* () {
      const { ahead, there } = yield* clocks;
      ahead.by = 60 * minute;
      const service = AccessKey.make(permanent);
      const held = yield* Deferred.make<void>();
      const answer = gateway(there);
      const mine = fakeFetch(async (n, call) => {
        const reply = answer(n, call); // with the gateway's clock as it is now
        if (n === 0) await Effect.runPromise(Deferred.await(held));
        return reply;
      });
      const patient = { timeout: "1 day" } as const;
      const late = yield* Effect.fork(stopVia(service, mine.fetch, patient));
      yield* TestClock.adjust(0);
      expect(mine.calls).toHaveLength(1);
      yield* stopVia(service, mine.fetch);
      expect(mine.calls).toHaveLength(3);
      yield* TestClock.adjust("40 minutes");
      yield* Deferred.succeed(held, undefined);
      yield* Fiber.join(late);
      expect(signedAt(mine.calls[3])).toBe(there());
      yield* stopVia(service, mine.fetch);
      expect(mine.calls.map(signedAt).at(-1)).toBe(there());
      expect(mine.calls).toHaveLength(5);
    }));

  it.effect("signs a request anew that waited until its date was too old, and learns nothing", () =>
    Effect.gen(function* () {
      const { ahead, there } = yield* clocks;
      ahead.by = 30_000;
      const service = AccessKey.make(permanent);
      const answer = gateway(there);
      const mine = fakeFetch(async (n, call) => {
        if (n === 0) await Effect.runPromise(Deferred.await(waited));
        return answer(n, call);
      });
      const waited = yield* Deferred.make<void>();
      const fiber = yield* Effect.fork(stopVia(service, mine.fetch, { timeout: "1 hour" }));
      yield* TestClock.adjust("16 minutes");
      yield* Deferred.succeed(waited, undefined);
      yield* Fiber.join(fiber);
      expect(mine.calls.map(signedAt)).toEqual([start, start + 16 * minute]);
    }));

  it.effect("does not replay when the gateway shows the clock that was signed with", () =>
    Effect.gen(function* () {
      const { here } = yield* clocks;
      const mine = fakeFetch((_n, call) => expiredSignature(signedAt(call), here()));
      const error = yield* Effect.flip(stopVia(AccessKey.make(permanent), mine.fetch));
      expect(error._tag).toBe("AuthRejected");
      expect(mine.calls).toHaveLength(1);
    }));

  it.effect("replays once only, whatever clock the gateway shows", () =>
    Effect.gen(function* () {
      yield* clocks;
      let lie = start;
      const mine = fakeFetch((_n, call) => expiredSignature(signedAt(call), lie += 60 * minute));
      const error = yield* Effect.flip(stopVia(AccessKey.make(permanent), mine.fetch));
      expect(error._tag).toBe("AuthRejected");
      expect(mine.calls).toHaveLength(2);
    }));

  it.effect.each([
    "verify aksk signature fail, canonicalRequest:POST|/v2/||host:h|x-sdk-date:20260102T030405Z||",
    "ak QTWAOYTTINDUT2QVKYUC not exist",
    "",
  ])("does not replay a refusal for another reason: %s", (why) =>
    Effect.gen(function* () {
      yield* clocks;
      const body = { error_code: "APIGW.0301", error_msg: why };
      const mine = fakeFetch(() => json(401, body));
      const error = yield* Effect.flip(stopVia(AccessKey.make(permanent), mine.fetch));
      expect(error._tag).toBe("AuthRejected");
      expect(mine.calls).toHaveLength(1);
    }));

  it.effect("learns nothing from the refusal of a request that it did not sign", () =>
    Effect.gen(function* () {
      yield* clocks;
      const service = AccessKey.make(permanent);
      const request = HttpClientRequest.get("https://h/");
      const other = yield* AccessKey.make({ ...permanent, accessKey: "QTWAO" }).authorize(request);
      const detail = "signature expired, server time:20300102T030405Z";
      const error = new AuthRejected({ status: 401, detail });
      expect(yield* service.renew(request, error)).toBe(false);
      expect(yield* service.renew(other, error)).toBe(false);
    }));
});

describe("AccessKey, within a service that changes its requests,", () => {
  it.effect("learns all the same", () =>
    Effect.gen(function* () {
      const { ahead, there } = yield* clocks;
      const inner = AccessKey.make(permanent);
      const service = TokenService.of({
        ...inner,
        authorize: (request) =>
          Effect.map(inner.authorize(request), HttpClientRequest.setHeader("x-more", "1")),
      });
      const mine = fakeFetch(gateway(there));
      for (const by of [30, -30]) {
        ahead.by = by * minute;
        yield* stopVia(service, mine.fetch);
      }
      expect(mine.calls).toHaveLength(4);
    }));
});
