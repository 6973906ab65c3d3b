/**
 * One measurement, in a process of its own: `program.mjs <measurement> <effort>`. It writes what it
 * found out as one line to standard output.
 *
 * @module
 */
import process from "node:process";
import { type EffortName, efforts } from "./effort.ts";
import { allocations } from "./measure/allocations.ts";
import { authorizations } from "./measure/authorizations.ts";
import { bulk } from "./measure/bulk.ts";
import { capacity } from "./measure/capacity.ts";
import { flatness } from "./measure/flatness.ts";
import { listing } from "./measure/listing.ts";
import { signatures } from "./measure/signatures.ts";
import { throughputs } from "./measure/throughputs.ts";
import { timings } from "./measure/timings.ts";
import type { Findings } from "./figures.ts";
import type { Effort } from "./effort.ts";

const measurements: {
  readonly [Name in keyof Findings]: (
    effort: Effort,
  ) => Promise<Findings[Name]>;
} = {
  timings,
  allocations,
  throughputs,
  flatness,
  signatures,
  authorizations,
  bulk,
  listing,
  capacity,
};

const isMeasurement = (name: string | undefined): name is keyof Findings =>
  name !== undefined && Object.hasOwn(measurements, name);

const main = async (): Promise<void> => {
  const [name, effort] = process.argv.slice(2);
  if (!isMeasurement(name)) throw new Error(`no such measurement: ${name}`);
  const chosen: EffortName = effort === "quick" ? "quick" : "full";
  const findings = await measurements[name](efforts[chosen]);
  process.stdout.write(
    `FINDINGS ${JSON.stringify(findings)}\n`,
    () => process.exit(),
  );
};

// Not awaited by the top level of the module: an error that is made below a frame of a module as
// big as this bundle costs ten times as much, its stack has to be looked up.
setTimeout(() =>
  void main().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  }), 0);
