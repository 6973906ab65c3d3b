/**
 * Runs one measurement in a process of its own, so that none finds the heap or the compiler's
 * guesses of another.
 *
 * @module
 */
import { fork } from "node:child_process";
import process from "node:process";
import * as Schema from "effect/Schema";
import { type Figures, schemas } from "./figures.ts";

/** What Node is started with for a measurement. */
const flags: { readonly [Name in keyof Figures]: ReadonlyArray<string> } = {
  timings: [],
  // Room for all that a turn allocates: measure/allocations.ts says why.
  allocations: [
    "--expose-gc",
    "--min-semi-space-size=256",
    "--max-semi-space-size=256",
  ],
  throughputs: [],
  flatness: ["--expose-gc"],
};

/** Runs a measurement; `home` is a folder that the SDK may write to. */
export const runMeasurement = <Name extends keyof Figures>(
  program: string,
  name: Name,
  effort: "quick" | "full",
  home: string,
): Promise<Figures[Name]> =>
  new Promise((resolve, reject) => {
    const child = fork(program, [name, effort], {
      // Not those of this process: tsx is started by them.
      execArgv: [...flags[name]],
      env: { ...process.env, NODE_OPTIONS: "", HOME: home, USERPROFILE: home },
    });
    child.on("message", (message) => {
      Schema.decodeUnknownPromise(schemas[name])(message).then(resolve, reject);
    });
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`${name} ended with code ${code} and no figures`)));
  });
