/**
 * Targets of a call in process.
 *
 * @module
 */
import type { Allocation, On, Timing } from "../figures.ts";
import { rowOf, shareOfSdk } from "../shares.ts";
import { atMost, type Target } from "./Target.ts";

const us = { digits: 1, of: "us" };

/** What runs longest is slowest: Node 20 has its own limits. */
const limitsOn = (
  runtime: string,
): { readonly untraced: number; readonly traced: number } =>
  runtime.startsWith("Node 20.") ? { untraced: 12, traced: 16 } : { untraced: 9, traced: 12 };

const onEvery = (
  { found, runtime }: On<ReadonlyArray<Timing>>,
): ReadonlyArray<Target> => {
  const overRaw = (name: string): number => rowOf(found, name).overRaw;
  const { traced, untraced } = limitsOn(runtime);
  return [
    atMost(
      `EdgeHttpClient over raw, untraced, ${runtime}`,
      overRaw("EdgeHttpClient, tracing off"),
      untraced,
      us,
    ),
    atMost(
      `EdgeHttpClient over raw, traced, ${runtime}`,
      overRaw("EdgeHttpClient, traced"),
      traced,
      us,
    ),
  ];
};

const onOwn = ({ found }: On<ReadonlyArray<Timing>>): ReadonlyArray<Target> => {
  const overRaw = (name: string): number => rowOf(found, name).overRaw;
  const share = shareOfSdk(found, ({ overRaw }) => overRaw);
  return [
    atMost(
      "EdgeHttpClient's time, of the SDK's",
      share("EdgeHttpClient, tracing off"),
      0.2,
    ),
    atMost(
      "EdgeHttpClient's error through Exit over raw's",
      overRaw("EdgeHttpClient, error"),
      30,
      us,
    ),
    atMost("FetchHttpClient over raw", overRaw("FetchHttpClient"), 80, us),
  ];
};

/** Of the time of a call; the SDK's share and the error on the first runtime alone. */
export const timeTargets = (
  timings: ReadonlyArray<On<ReadonlyArray<Timing>>>,
): ReadonlyArray<Target> => [
  ...timings.flatMap(onEvery),
  ...timings.slice(0, 1).flatMap(onOwn),
];

/** Of its heap. */
export const heapTargets = (
  allocations: ReadonlyArray<Allocation>,
): ReadonlyArray<Target> => [
  atMost(
    "EdgeHttpClient's heap, of the SDK's",
    shareOfSdk(allocations, ({ bytes }) => bytes)(
      "EdgeHttpClient, tracing off",
    ),
    0.3,
  ),
];
