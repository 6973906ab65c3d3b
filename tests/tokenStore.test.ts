import * as KeyValueStore from "@effect/platform/KeyValueStore";
import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as Option from "effect/Option";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/TestClock";
import { TokenStore } from "../mod.ts";
import {
  bare,
  type Cloud,
  day,
  makeCloud,
  serviceFor,
  settle,
  stopWith,
  tokenOf,
} from "./support/cloud.ts";
import { makeEntries } from "./support/entries.ts";
import { json } from "./support/fetch.ts";

const secret = Redacted.make("0123456789abcdef0123456789abcdef");

const storeOn = (entries: TokenStore.Entries, own = secret) =>
  TokenStore.encrypted({ entries, secret: own });

/** A process of its own, which has nothing but the store in common with others. */
const processOn = (cloud: Cloud, store: TokenStore.TokenStore) =>
  serviceFor(cloud, { memory: "service", store });

describe("a store", () => {
  it.effect("shares one token between two processes", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const { entries } = makeEntries();
      const first = yield* tokenOf(yield* processOn(cloud, storeOn(entries)));
      expect(yield* tokenOf(yield* processOn(cloud, storeOn(entries)))).toBe(first);
      expect(cloud.asked).toHaveLength(1);
    }));

  it.effect("may be a KeyValueStore of @effect/platform", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const entries = yield* KeyValueStore.KeyValueStore;
      for (let n = 0; n < 3; n++) yield* tokenOf(yield* processOn(cloud, storeOn(entries)));
      expect(cloud.asked).toHaveLength(1);
      expect(yield* entries.size).toBe(1);
    }).pipe(Effect.provide(KeyValueStore.layerMemory)));

  it.effect("holds nothing that can be read or guessed from", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const { entries, map } = makeEntries();
      const token = yield* tokenOf(yield* processOn(cloud, storeOn(entries)));
      const [[name = "", entry = ""] = []] = [...map];
      expect(name).toMatch(/^[0-9a-f]{64}$/);
      expect(entry).toMatch(/^[\w-]+$/);
      expect(atob(entry.replaceAll("-", "+").replaceAll("_", "/"))).not.toContain(
        token?.slice(0, 8),
      );
      // Another secret gives another name: it is not a digest of what identifies the caller.
      const other = Redacted.make("another secret of enough characters");
      yield* tokenOf(yield* processOn(cloud, storeOn(entries, other)));
      expect(map.size).toBe(2);
    }));

  it.effect("gives an entry how long it is of use", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const { entries, lifetimes } = makeEntries();
      yield* tokenOf(yield* processOn(cloud, storeOn(entries)));
      expect(lifetimes).toEqual([day]);
    }));

  it.effect("replaces an entry that was spoiled, cut, moved, or made with another secret", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const { entries, map } = makeEntries();
      const store = storeOn(entries);
      yield* tokenOf(yield* processOn(cloud, store));
      yield* tokenOf(yield* serviceFor(cloud, { memory: "service", store, project: "la-north-2" }));
      const [[name = "", good = ""] = [], [, others = ""] = []] = [...map];
      const flipped = `${good.slice(0, 40)}${good[40] === "A" ? "B" : "A"}${good.slice(41)}`;
      for (const bad of ["", "garbage", "{}", good.slice(0, 60), flipped, others, "ä".repeat(99)]) {
        const before = cloud.asked.length;
        map.set(name, bad);
        yield* tokenOf(yield* processOn(cloud, store));
        expect([bad, cloud.asked.length]).toEqual([bad, before + 1]);
        yield* tokenOf(yield* processOn(cloud, store));
        expect([bad, cloud.asked.length]).toEqual([bad, before + 1]);
      }
    }));

  it.effect("is not used with a secret that is short", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const { entries, map } = makeEntries();
      const store = storeOn(entries, Redacted.make("short"));
      for (let n = 0; n < 2; n++) yield* tokenOf(yield* processOn(cloud, store));
      expect(map.size).toBe(0);
      expect(cloud.asked).toHaveLength(2);
    }));

  it.effect("is asked neither for a warm token nor by a refused password", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const { entries, state } = makeEntries();
      const service = yield* processOn(cloud, storeOn(entries));
      for (let n = 0; n < 100; n++) yield* tokenOf(service);
      expect(state.gets).toBe(1);
      const password = Redacted.make("wrong");
      const wrong = yield* serviceFor(cloud, { password, store: storeOn(entries) });
      for (let n = 0; n < 100; n++) yield* Effect.flip(tokenOf(wrong));
      expect(state.gets).toBe(2);
    }));
});

describe("a store whose token the service refuses", () => {
  it.effect("has the new one afterwards", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const { entries } = makeEntries();
      const service = yield* processOn(cloud, storeOn(entries));
      yield* tokenOf(service);
      cloud.revoke(cloud.issued[0]);
      yield* stopWith(cloud, service);
      expect(yield* tokenOf(yield* processOn(cloud, storeOn(entries)))).toBe(cloud.issued[1]);
    }));

  it.effect("is not believed when it goes on giving the old one", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const { entries, map } = makeEntries();
      const service = yield* processOn(cloud, storeOn(entries));
      yield* tokenOf(service);
      const stale = new Map(map);
      cloud.revoke(cloud.issued[0]);
      const lagging = {
        ...entries,
        get: (name: string) => Effect.succeed(Option.fromNullable(stale.get(name))),
      };
      const other = yield* processOn(cloud, storeOn(lagging));
      cloud.instead = () => json(503, {});
      yield* Effect.flip(stopWith(cloud, other));
      cloud.instead = undefined;
      yield* stopWith(cloud, other);
      yield* stopWith(cloud, other);
      expect(cloud.refused).toEqual([cloud.issued[0]]);
      expect(cloud.stopped).toEqual([cloud.issued[1], cloud.issued[1]]);
    }));

  it.effect("gives the token that another process renewed", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const { entries } = makeEntries();
      const [one, two] = [
        yield* processOn(cloud, storeOn(entries)),
        yield* processOn(cloud, storeOn(entries)),
      ];
      yield* tokenOf(one);
      yield* tokenOf(two);
      cloud.revoke(cloud.issued[0]);
      yield* stopWith(cloud, one);
      yield* stopWith(cloud, two);
      expect(cloud.asked).toHaveLength(2);
    }));

  it.effect("drops it when no new one can be had", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const { entries, map } = makeEntries();
      const service = yield* processOn(cloud, storeOn(entries));
      yield* service.authorize(bare);
      cloud.revoke(cloud.issued[0]);
      cloud.instead = () => json(503, {});
      yield* Effect.flip(stopWith(cloud, service));
      expect(map.size).toBe(0);
    }));
});

describe("a store that misbehaves costs a call of IAM, and no stop:", () => {
  const none = makeEntries().entries;
  const boom = (): never => {
    throw new Error("boom");
  };
  const bad: Record<string, TokenStore.TokenStore> = {
    "it fails": storeOn({
      get: () => Effect.fail("no"),
      set: () => Effect.fail("no"),
      remove: () => Effect.fail("no"),
    }),
    "it throws": storeOn({ get: boom, set: boom, remove: boom }),
    "it dies": storeOn({ ...none, get: () => Effect.die("no"), set: () => Effect.die("no") }),
    "it gives no option": storeOn({ ...none, get: () => Effect.succeed(JSON.parse("null")) }),
    "a store of the program's own throws": { get: boom, set: boom, remove: boom },
    "a store of the program's own gives anything": {
      get: () => Effect.succeed(Option.some(JSON.parse(`{"value":"x","expiresAt":1e15}`))),
      set: () => Effect.void,
      remove: () => Effect.void,
    },
  };
  for (const [what, store] of Object.entries(bad)) {
    it.effect(what, () =>
      Effect.gen(function* () {
        const cloud = makeCloud();
        const service = yield* processOn(cloud, store);
        yield* stopWith(cloud, service);
        cloud.revoke(cloud.issued[0]);
        yield* stopWith(cloud, service);
        expect(cloud.asked).toHaveLength(2);
      }));
  }

  it.effect("it hangs, even where it cannot be interrupted", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const hangs = () => Effect.uninterruptible(Effect.never);
      const service = yield* processOn(cloud, { get: hangs, set: hangs, remove: hangs });
      const stop = yield* Effect.fork(Effect.exit(stopWith(cloud, service)));
      for (let n = 0; n < 2; n++) {
        yield* settle;
        yield* TestClock.adjust("1 second");
      }
      expect(Exit.isSuccess(yield* Fiber.join(stop))).toBe(true);
      expect(cloud.asked).toHaveLength(1);
    }));
});
