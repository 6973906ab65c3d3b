/**
 * workerd, Cloudflare's runtime, as miniflare brings and starts it.
 *
 * @module
 */
import { Miniflare, type MiniflareOptions } from "miniflare";
import { bundle } from "../bundle.ts";
import { installed, outcomesOf, type Runtime, versionOf } from "./Runtime.ts";

/** What workerd promises to behave like; it is pinned, so that a run today is a run tomorrow. */
export const compatibilityDate = "2026-04-01";

/**
 * A worker on any free port of loopback. `cf: false`: miniflare would ask a host for the data of a
 * request's origin.
 */
export const workerd = async (
  entry: string,
  options: { readonly bindings?: Record<string, string> } & Partial<MiniflareOptions> = {},
): Promise<Miniflare> =>
  new Miniflare({
    modules: true,
    script: await bundle(entry, "esm"),
    compatibilityDate,
    host: "127.0.0.1",
    port: 0,
    cf: false,
    ...options,
  });

/** The runtime of this file. */
export const onWorkerd: Runtime = {
  name: "workerd",
  version: () => versionOf(installed("workerd"), /\d{4}-\d\d-\d\d/),
  run: async ({ url }) => {
    const worker = await workerd("tests/runtimes/hosts/worker.ts", { bindings: { CLOUD: url } });
    try {
      return await outcomesOf(await worker.dispatchFetch("http://worker/"));
    } finally {
      await worker.dispose();
    }
  },
};
