/**
 * One measurement, in a process of its own: `program.mjs <measurement> <effort>`.
 *
 * @module
 */
import process from "node:process";
import * as efforts from "./effort.ts";
import type { Figures } from "./figures.ts";
import { allocations } from "./measure/allocations.ts";
import { flatness } from "./measure/flatness.ts";
import { throughputs } from "./measure/throughputs.ts";
import { timings } from "./measure/timings.ts";

const measurements: {
  readonly [Name in keyof Figures]: (
    effort: efforts.Effort,
  ) => Promise<Figures[Name]>;
} = { timings, allocations, throughputs, flatness };

const isMeasurement = (name: string | undefined): name is keyof Figures =>
  name !== undefined && Object.hasOwn(measurements, name);

const main = async (): Promise<void> => {
  const [name, effort] = process.argv.slice(2);
  if (!isMeasurement(name)) throw new Error(`no such measurement: ${name}`);
  const figures = await measurements[name](
    effort === "quick" ? efforts.quick : efforts.full,
  );
  process.send?.(figures, () => process.exit());
};

// Not awaited by the top level of the module: an error that is made below a frame of a module as
// big as this bundle costs ten times as much, its stack has to be looked up.
setTimeout(() =>
  void main().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  }), 0);
