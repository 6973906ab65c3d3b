/**
 * Whether a call costs more after many others: a long run, in tenths.
 *
 * @module
 */
import type { Effort } from "../effort.ts";
import type { Flatness, Tenth } from "../figures.ts";
import { stopOn } from "../variants/ours.ts";
import { stopByHand } from "../variants/raw.ts";
import { settingAt } from "../variants/setting.ts";
import { installStub, stubs } from "../variants/stub.ts";
import { liveBytes } from "./heap.ts";
import { cpuMicrosPerCall, repeat } from "./rounds.ts";

type Call = () => Promise<unknown>;

/** Calls that are timed together. */
const stretch = 250;

/**
 * The fastest stretch of a tenth, since all that disturbs it from outside makes it slower: what
 * grows with the number of calls makes every stretch slower, the fastest too. A machine that is
 * slower for a while is slower for the hand-written call as well.
 */
const tenthOf = async (
  ours: Call,
  raw: Call,
  calls: number,
): Promise<Tenth> => {
  let micros = Infinity;
  let rawMicros = Infinity;
  for (let n = 0; n < calls; n += stretch) {
    micros = Math.min(micros, await cpuMicrosPerCall(ours, stretch));
    rawMicros = Math.min(rawMicros, await cpuMicrosPerCall(raw, stretch));
  }
  return { micros, timesRaw: micros / rawMicros, heap: await liveBytes() };
};

/** Calls again and again. */
export const flatness = async ({ flatCalls }: Effort): Promise<Flatness> => {
  installStub();
  const setting = settingAt(stubs.ok);
  const ours = stopOn("FetchHttpClient", setting);
  const raw = () => stopByHand(setting, () => undefined);
  for (const call of [ours, raw]) await repeat(call, 2_000);
  const tenths: Array<Tenth> = [];
  for (let n = 0; n < 10; n++) {
    tenths.push(await tenthOf(ours, raw, flatCalls / 10));
  }
  return { calls: flatCalls, tenths };
};
