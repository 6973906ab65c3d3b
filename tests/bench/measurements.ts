/**
 * Every measurement by its name, on the runtimes that it is for.
 *
 * @module
 */
import type { Figures, Findings, On } from "./figures.ts";
import { imports } from "./processes/imports.ts";
import { starts } from "./processes/starts.ts";
import { workerdSignatures } from "./processes/workerdSignatures.ts";
import { type Bench, runMeasurement } from "./runMeasurement.ts";
import { bun, deno, node24, ownNode, type Runtime } from "./runtimes.ts";

const onEach = async <Name extends keyof Findings>(
  name: Name,
  runtimes: ReadonlyArray<Runtime>,
  bench: Bench,
): Promise<ReadonlyArray<On<Findings[Name]>>> => {
  const all: Array<On<Findings[Name]>> = [];
  for (const runtime of runtimes) {
    all.push({
      runtime: runtime.name,
      found: await runMeasurement(name, runtime, bench),
    });
  }
  return all;
};

/** Room for all that a turn allocates: measure/allocations.ts says why. */
const roomy = [
  "--expose-gc",
  "--min-semi-space-size=256",
  "--max-semi-space-size=256",
];

/** The measurements, in the order in which they are run. */
export const measurements: {
  readonly [Name in keyof Figures]: (bench: Bench) => Promise<Figures[Name]>;
} = {
  timings: async (bench) => onEach("timings", [ownNode(), await node24(), await deno()], bench),
  allocations: (bench) => runMeasurement("allocations", ownNode(roomy), bench),
  throughputs: (bench) => runMeasurement("throughputs", ownNode(), bench),
  signatures: async (bench) => [
    ...await onEach(
      "signatures",
      [ownNode(), await deno(), await bun()],
      bench,
    ),
    await workerdSignatures(bench),
  ],
  authorizations: (bench) => runMeasurement("authorizations", ownNode(), bench),
  starts,
  imports,
  bulk: (bench) => runMeasurement("bulk", ownNode(["--expose-gc"]), bench),
  listing: (bench) => runMeasurement("listing", ownNode(["--expose-gc"]), bench),
  capacity: (bench) => runMeasurement("capacity", ownNode(), bench),
  flatness: (bench) => runMeasurement("flatness", ownNode(["--expose-gc"]), bench),
};
