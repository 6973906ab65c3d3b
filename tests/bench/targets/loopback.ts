/**
 * Targets of calls over a socket.
 *
 * @module
 */
import type { Throughput } from "../figures.ts";
import { atLeast, type Target } from "./Target.ts";

/** The share of raw to be reached, by how many calls at a time. */
const ofRawAt: ReadonlyMap<number, number> = new Map([[1, 0.82], [16, 0.78], [
  64,
  0.78,
]]);

/** Of the throughput on either client. */
export const loopbackTargets = (
  throughputs: ReadonlyArray<Throughput>,
): ReadonlyArray<Target> =>
  throughputs.flatMap(({ concurrency, name, ofRaw, ofSdk }) => {
    const at = `${concurrency} at a time`;
    switch (name) {
      case "EdgeHttpClient":
        return [
          atLeast(
            `${name}'s throughput, of raw's, ${at}`,
            ofRaw,
            ofRawAt.get(concurrency) ?? NaN,
          ),
          atLeast(`${name}'s throughput, of the SDK's, ${at}`, ofSdk, 1.25),
        ];
      case "FetchHttpClient":
        return [
          atLeast(`${name}'s throughput, of the SDK's, ${at}`, ofSdk, 0.9),
        ];
      default:
        return [];
    }
  });
