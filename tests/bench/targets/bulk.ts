/**
 * Targets of the stops of many tasks, and of their listing.
 *
 * @module
 */
import type { Bulk, Capacity, Listing } from "../figures.ts";
import { rowOf } from "../shares.ts";
import { atLeast, atMost, type Target } from "./Target.ts";

const flat = (what: string, growth: number): Target =>
  atMost(`live heap's growth after a tenth of the ${what}`, growth / 1_048_576, 20, {
    digits: 1,
    of: "MiB",
  });

/** Of the way from ids to outcomes. */
export const bulkTargets = ({ firstOutcome, growth, rows }: Bulk): ReadonlyArray<Target> => [
  atLeast("throughput of stopTasks, of a loop's", rowOf(rows, "stopTasks").ofLoop, 0.8),
  flat("outcomes", growth),
  atMost("first outcome, of the time to the last", firstOutcome, 0.01, { digits: 4 }),
];

/** Of the way through a large project. */
export const listingTargets = ({ firstTask, growth }: Listing): ReadonlyArray<Target> => [
  flat("listed tasks", growth),
  atMost("first listed task, of the time to the last", firstTask, 0.01, { digits: 4 }),
];

/** In a shorter run, how it begins and how it ends is most of it. */
const enoughIds = 2_000;

/** Of finding out how many at a time the service bears. */
export const capacityTargets = (
  capacities: ReadonlyArray<Capacity>,
): ReadonlyArray<Target> =>
  capacities.filter(({ ids }) => ids >= enoughIds).map(({ limits, rows }) =>
    atMost(
      `time of stopTasks, of the best fixed number's (${limits.join(", then ")})`,
      rowOf(rows, "stopTasks").timesBest,
      1.25,
    )
  );
