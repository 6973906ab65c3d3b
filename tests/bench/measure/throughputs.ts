/**
 * Calls a second against a plain server on loopback, which runs in a process of its own.
 *
 * @module
 */
import { performance } from "node:perf_hooks";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { Effort } from "../effort.ts";
import type { Throughput } from "../figures.ts";
import { startServer } from "../startServer.ts";
import { stopOn } from "../variants/ours.ts";
import { stopByHand } from "../variants/raw.ts";
import { sdkClient } from "../variants/sdk.ts";
import { settingAt } from "../variants/setting.ts";
import type { Variant } from "../variants/Variant.ts";
import { inTurn, median, paired } from "./rounds.ts";

const concurrencies = [1, 16, 64] as const;

/** What a turn of a variant showed. */
interface Turn {
  readonly perSecond: number;
  readonly micros: number;
}

/** Calls for so long, so many at a time. */
const load = async (
  call: () => Promise<unknown>,
  concurrency: number,
  millis: number,
): Promise<Turn> => {
  const cpu = process.cpuUsage();
  const start = performance.now();
  let calls = 0;
  const worker = async (): Promise<void> => {
    while (performance.now() - start < millis) {
      await call();
      calls++;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const { system, user } = process.cpuUsage(cpu);
  return {
    perSecond: calls / (performance.now() - start) * 1_000,
    micros: (system + user) / calls,
  };
};

const variantsAt = (endpoint: string): ReadonlyArray<Variant> => {
  const setting = settingAt(endpoint);
  return [
    { name: "raw", call: () => stopByHand(setting, () => undefined) },
    { name: "SDK", call: sdkClient(setting) },
    { name: "EdgeHttpClient", call: stopOn("EdgeHttpClient", setting) },
    { name: "FetchHttpClient", call: stopOn("FetchHttpClient", setting) },
  ];
};

const atConcurrency = async (
  variants: ReadonlyArray<Variant>,
  concurrency: number,
  { loopbackMillis, loopbackRounds }: Effort,
): Promise<ReadonlyArray<Throughput>> => {
  const micros = new Map<string, Array<number>>(
    variants.map(({ name }) => [name, []]),
  );
  const rounds = await inTurn(
    variants,
    loopbackRounds,
    async ({ call, name }) => {
      const turn = await load(call, concurrency, loopbackMillis);
      micros.get(name)?.push(turn.micros);
      return turn.perSecond;
    },
  );
  const share = (own: number, other: number): number => own / other;
  return variants.map(({ name }) => ({
    name,
    concurrency,
    perSecond: median(rounds.get(name) ?? []),
    micros: median(micros.get(name) ?? []),
    ofRaw: paired(rounds, name, "raw", share),
    ofSdk: paired(rounds, name, "SDK", share),
  }));
};

/** Measures each variant at each concurrency. */
export const throughputs = async (
  effort: Effort,
): Promise<ReadonlyArray<Throughput>> => {
  const program = fileURLToPath(new URL("./server.mjs", import.meta.url));
  const { close, host } = await startServer(program);
  try {
    const variants = variantsAt(`http://${host}`);
    for (const { call } of variants) await load(call, 16, 400);
    const results: Array<Throughput> = [];
    for (const concurrency of concurrencies) {
      results.push(...await atConcurrency(variants, concurrency, effort));
    }
    return results;
  } finally {
    close();
  }
};
