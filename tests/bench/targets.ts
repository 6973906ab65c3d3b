/**
 * What is to be reached.
 *
 * @module
 */
import type { Figures, Flatness } from "./figures.ts";
import { median } from "./measure/rounds.ts";

/** A target, and whether it was reached. */
export interface Target {
  readonly what: string;
  readonly target: string;
  readonly found: string;
  readonly reached: boolean;
}

/** What is kept grows in every tenth; what is compiled on the way makes a step, and no slope. */
const keptByCall = ({ calls, tenths }: Flatness): number =>
  median(tenths.slice(1).map(({ heap }, n) => heap - (tenths[n]?.heap ?? NaN))) / (calls / 10);

/** How many times a call costs at the end what it cost at the beginning, three tenths each. */
const growth = ({ tenths }: Flatness): number => {
  const times = tenths.map(({ timesRaw }) => timesRaw);
  return median(times.slice(-3)) / median(times.slice(0, 3));
};

/** In a shorter run, what is still compiled on the way weighs more than what is looked for. */
const longEnough = 100_000;

const flatTargets = (flatness: Flatness): ReadonlyArray<Target> => {
  const kept = keptByCall(flatness);
  const slower = growth(flatness);
  return [
    {
      what: "heap kept by a call",
      // An object that is kept has 16 bytes or more.
      target: "< 8 bytes",
      found: `${kept.toFixed(1)} bytes`,
      reached: kept < 8,
    },
    {
      what: "time of a call, last tenths over first",
      target: "<= 1.15",
      found: slower.toFixed(2),
      reached: slower <= 1.15,
    },
  ];
};

/** The targets, held against the figures. */
export const targetsOf = ({ flatness, throughputs, timings }: Figures): ReadonlyArray<Target> => {
  const overRawOf = (name: string): number =>
    timings.find((timing) => timing.name === name)?.overRaw ?? NaN;
  const overRaw = overRawOf("ours");
  return [
    {
      what: "a call over raw",
      target: "<= 80 us",
      found: `${overRaw.toFixed(1)} us, ${(overRaw / overRawOf("SDK")).toFixed(2)} of the SDK's`,
      reached: overRaw <= 80,
    },
    ...throughputs.filter(({ name }) => name === "ours").map(({ concurrency, ofSdk }) => ({
      what: `throughput against the SDK, ${concurrency} at a time`,
      target: ">= 0.90",
      found: ofSdk.toFixed(2),
      reached: ofSdk >= 0.9,
    })),
    ...(flatness.calls < longEnough ? [] : flatTargets(flatness)),
  ];
};
