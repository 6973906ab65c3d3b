/**
 * Isolates of workerd that share a token through Workers KV.
 */
import * as Effect from "effect/Effect";
import { expect, it } from "vitest";
import type { TokenStore } from "../../mod.ts";
import { deploy, type Deployed, isolate } from "./runtimes/workerd.ts";
import { useCloud } from "./support.ts";

const { cloud, served } = useCloud();

type Fetcher = { readonly fetch: (url: string) => Promise<Response> };
type Kv = TokenStore.CloudflareKv & {
  readonly list: () => Promise<{ readonly keys: ReadonlyArray<{ readonly name: string }> }>;
};

// Miniflare's types know neither without Cloudflare's.
const isFetcher = (it: object): it is Fetcher => "fetch" in it && typeof it.fetch === "function";
const isKv = (it: object): it is Kv => "list" in it && typeof it.list === "function";

const fetcherOf = async ({ worker }: Deployed, index: number): Promise<Fetcher> => {
  const own: object = await worker.getWorker(isolate(index));
  if (!isFetcher(own)) throw new Error("miniflare reaches no isolate by its name");
  return own;
};

const kvOf = async ({ worker }: Deployed): Promise<Kv> => {
  const kv: object = await worker.getKVNamespace("TOKENS", isolate(0));
  if (!isKv(kv)) throw new Error("miniflare gives no namespace");
  return kv;
};

it(
  "isolates, one after the other, stop with one token, and replace an entry that is spoiled",
  async () => {
    const user = "user-of-kv";
    const deployed = await deploy("tests/runtimes/hosts/kvWorker.ts", {
      bindings: { CLOUD: served().url, USER: user },
      kvNamespaces: { TOKENS: "tokens" },
    }, 4);
    try {
      const issued = () => Effect.runPromise(cloud().issued(user));
      /** A stop in an isolate, which has no token of its own at first. */
      const stopIn = async (index: number): Promise<string> => {
        const taskId = await Effect.runPromise(cloud().task);
        const { fetch } = await fetcherOf(deployed, index);
        const response = await fetch(`http://worker/?task=${taskId}`);
        return `${response.status} ${await response.text()}`;
      };
      expect(await stopIn(0)).toBe("204 ");
      expect(await stopIn(1)).toBe("204 ");
      expect(await issued()).toBe(1);

      const kv = await kvOf(deployed);
      const { keys: [key, ...others] } = await kv.list();
      expect(others).toEqual([]);
      await kv.put(key?.name ?? "", "spoiled");
      expect(await stopIn(2)).toBe("204 ");
      expect(await issued()).toBe(2);
      expect(await kv.get(key?.name ?? "")).toMatch(/^[\w-]{100,}=*$/);
      expect(await stopIn(3)).toBe("204 ");
      expect(await issued()).toBe(2);
    } finally {
      await deployed.close();
    }
  },
  60_000,
);
