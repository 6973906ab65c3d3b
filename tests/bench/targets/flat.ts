/**
 * Targets of a long run.
 *
 * @module
 */
import type { Flatness } from "../figures.ts";
import { median } from "../measure/rounds.ts";
import { atMost, type Target } from "./Target.ts";

/** What is kept grows in every tenth; what is compiled on the way makes a step, and no slope. */
const keptByCall = ({ calls, tenths }: Flatness): number =>
  median(
    tenths.slice(1).map(({ heap }, n) => heap - (tenths[n]?.heap ?? NaN)),
  ) / (calls / 10);

/** How many times a call costs at the end what it cost at the beginning, three tenths each. */
const growth = ({ tenths }: Flatness): number => {
  const times = tenths.map(({ timesRaw }) => timesRaw);
  return median(times.slice(-3)) / median(times.slice(0, 3));
};

/** In a shorter run, what is still compiled on the way weighs more than what is looked for. */
const longEnough = 100_000;

/** Of a run that is long enough. */
export const flatTargets = (flatness: Flatness): ReadonlyArray<Target> =>
  flatness.calls < longEnough ? [] : [
    // An object that is kept has 16 bytes or more.
    atMost("heap kept by a call", keptByCall(flatness), 8, {
      digits: 1,
      of: "bytes",
    }),
    atMost("time of a call, last tenths over first", growth(flatness), 1.15),
  ];
