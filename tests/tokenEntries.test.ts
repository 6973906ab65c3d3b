import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as FileTokenStore from "@codearts/check/FileTokenStore";
import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Option from "effect/Option";
import * as Redacted from "effect/Redacted";
import { afterAll } from "vitest";
import { TokenStore } from "../mod.ts";
import { makeCloud, serviceFor, tokenOf } from "./support/cloud.ts";

const home = mkdtempSync(join(tmpdir(), "codearts-check-tokens-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Workers KV as far as its documentation describes it. */
const workersKv = () => {
  const map = new Map<string, string>();
  const ttls: Array<number | undefined> = [];
  const kv: TokenStore.CloudflareKv = {
    get: (key) => Promise.resolve(map.get(key) ?? null),
    put: (key, value, options) => {
      if ((options?.expirationTtl ?? 60) < 60) return Promise.reject(new Error("at least 60"));
      ttls.push(options?.expirationTtl);
      map.set(key, value);
      return Promise.resolve();
    },
    delete: (key) => {
      map.delete(key);
      return Promise.resolve();
    },
  };
  return { kv, ttls };
};

/** Deno KV as far as its documentation describes it. */
const denoKv = () => {
  const map = new Map<string, unknown>();
  const expiries: Array<number | undefined> = [];
  const kv: TokenStore.DenoKv = {
    get: (key) => Promise.resolve({ value: map.get(JSON.stringify(key)) ?? null }),
    set: (key, value, options) => {
      expiries.push(options?.expireIn);
      map.set(JSON.stringify(key), value);
      return Promise.resolve({ ok: true });
    },
    delete: (key) => {
      map.delete(JSON.stringify(key));
      return Promise.resolve();
    },
  };
  return { kv, expiries };
};

const adapters: Record<string, () => TokenStore.Entries> = {
  "Workers KV": () => TokenStore.cloudflareKv(workersKv().kv),
  "Deno KV": () => TokenStore.denoKv(denoKv().kv),
  "the file system": () => FileTokenStore.entriesIn(mkdtempSync(join(home, "x-"))),
};

for (const [where, make] of Object.entries(adapters)) {
  describe(`entries in ${where}`, () => {
    it.effect("are there until they are removed", () =>
      Effect.gen(function* () {
        const entries = make();
        expect(yield* entries.get("ab12")).toEqual(Option.none());
        yield* entries.set("ab12", "first", 100_000);
        yield* entries.set("ab12", "second", 100_000);
        expect(yield* entries.get("ab12")).toEqual(Option.some("second"));
        yield* entries.remove("ab12");
        yield* entries.remove("ab12");
        expect(yield* entries.get("ab12")).toEqual(Option.none());
      }));

    it.live("share a token", () =>
      Effect.gen(function* () {
        const cloud = makeCloud();
        const store = TokenStore.encrypted({
          entries: make(),
          secret: Redacted.make("0123456789abcdef0123456789abcdef"),
        });
        for (let n = 0; n < 3; n++) {
          yield* tokenOf(yield* serviceFor(cloud, { memory: "service", store }));
        }
        expect(cloud.asked).toHaveLength(1);
      }));
  });
}

describe("the life of an entry", () => {
  it.effect("is told to Workers KV in seconds, at least its shortest", () =>
    Effect.gen(function* () {
      const { kv, ttls } = workersKv();
      const entries = TokenStore.cloudflareKv(kv);
      yield* entries.set("a", "b", 90_001);
      yield* entries.set("a", "b", -1);
      expect(ttls).toEqual([91, 60]);
    }));

  it.effect("is told to Deno KV in milliseconds", () =>
    Effect.gen(function* () {
      const { expiries, kv } = denoKv();
      const entries = TokenStore.denoKv(kv);
      yield* entries.set("a", "b", 90_000.5);
      yield* entries.set("a", "b", -1);
      expect(expiries).toEqual([90_001, 1]);
    }));
});

describe("the file of an entry", () => {
  it.effect("is for its owner alone, and nothing is left beside it", () =>
    Effect.gen(function* () {
      const folder = join(home, "new", "folder");
      const entries = FileTokenStore.entriesIn(folder);
      yield* Effect.all(
        Array.from({ length: 20 }, (_, n) => entries.set("ab12", `entry ${n}`, 1)),
        { concurrency: "unbounded" },
      );
      expect(readdirSync(folder)).toEqual(["ab12.token"]);
      expect(statSync(join(folder, "ab12.token")).mode & 0o777).toBe(0o600);
      expect(statSync(folder).mode & 0o777).toBe(0o700);
    }));

  it.effect("is never outside of the folder", () =>
    Effect.gen(function* () {
      const entries = FileTokenStore.entriesIn(join(home, "inside"));
      writeFileSync(join(home, "secret.token"), "x");
      for (const name of ["../secret", "", "a/b", "..", "A\0"]) {
        expect(Exit.isFailure(yield* Effect.exit(entries.get(name)))).toBe(true);
        expect(Exit.isFailure(yield* Effect.exit(entries.set(name, "x", 1)))).toBe(true);
        expect(Exit.isFailure(yield* Effect.exit(entries.remove(name)))).toBe(true);
      }
      expect(readdirSync(home)).toContain("secret.token");
    }));

  it.effect("leaves nothing behind when it cannot be replaced", () =>
    Effect.gen(function* () {
      const folder = mkdtempSync(join(home, "y-"));
      const entries = FileTokenStore.entriesIn(folder);
      // A folder is in the way.
      yield* FileTokenStore.entriesIn(join(folder, "ab12.token")).set("inner", "x", 1);
      expect(Exit.isFailure(yield* Effect.exit(entries.set("ab12", "x", 1)))).toBe(true);
      expect(Exit.isFailure(yield* Effect.exit(entries.get("ab12")))).toBe(true);
      expect(readdirSync(folder)).toEqual(["ab12.token"]);
    }));
});
