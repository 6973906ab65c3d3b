/**
 * workerd, Cloudflare's runtime, as miniflare brings and starts it.
 *
 * @module
 */
import type { Readable } from "node:stream";
import { Miniflare, type WorkerOptions } from "miniflare";
import { bundle } from "../bundle.ts";
import { installed, outcomesOf, type Runtime, versionOf } from "./Runtime.ts";

/** What workerd promises to behave like; it is pinned, so that a run today is a run tomorrow. */
export const compatibilityDate = "2026-04-01";

/** A worker that runs. */
export interface Deployed {
  readonly worker: Miniflare;
  /** Ends it; rejects if workerd had anything to complain of, such as an error outside of requests. */
  readonly close: () => Promise<void>;
}

/** The name of each isolate that a worker runs in. */
export const isolate = (index: number): string => `isolate-${index}`;

/**
 * A worker on any free port of loopback, which is that of the first of its isolates. `cf: false`:
 * miniflare would ask a host for the data of a request's origin.
 */
export const deploy = async (
  entry: string,
  options: Partial<WorkerOptions> & { readonly bindings?: Record<string, string> } = {},
  isolates: number = 1,
): Promise<Deployed> => {
  let complaints = "";
  const listen = (output: Readable): void => {
    output.setEncoding("utf8").on("data", (text: string) => complaints += text);
  };
  const script = await bundle(entry, "esm");
  const worker = new Miniflare({
    host: "127.0.0.1",
    port: 0,
    cf: false,
    handleRuntimeStdio: (out: Readable, err: Readable) => {
      listen(out);
      listen(err);
    },
    workers: Array.from({ length: isolates }, (_, index) => ({
      name: isolate(index),
      modules: true,
      script,
      compatibilityDate,
      ...options,
    })),
  });
  await worker.ready;
  const close = async (): Promise<void> => {
    await worker.dispose();
    if (complaints !== "") throw new Error(`workerd complains:\n${complaints.slice(0, 2000)}`);
  };
  return { worker, close };
};

/** The runtime of this file. */
export const onWorkerd: Runtime = {
  name: "workerd",
  version: () => versionOf(installed("workerd"), /\d{4}-\d\d-\d\d/),
  run: async ({ url }) => {
    const { close, worker } = await deploy("tests/runtimes/hosts/worker.ts", {
      bindings: { CLOUD: url },
    });
    const running = worker.dispatchFetch("http://worker/").then(outcomesOf);
    return await running.finally(() => close());
  },
};
