/**
 * Runs one measurement in a process of its own, so that none finds the heap or the compiler's
 * guesses of another.
 *
 * @module
 */
import * as Schema from "effect/Schema";
import { run } from "../gate/run.ts";
import type { EffortName } from "./effort.ts";
import type { Findings } from "./figures.ts";
import type { Runtime } from "./runtimes.ts";
import { schemas } from "./schemas.ts";

/** What the measuring processes need to know. */
export interface Bench {
  readonly effort: EffortName;
  /** The bundled program. */
  readonly program: string;
  /** The service on loopback. */
  readonly server: string;
  /** A folder that can be thrown away: the SDK writes below HOME when it is loaded. */
  readonly home: string;
}

/** Runs a measurement on a runtime. */
export const runMeasurement = async <Name extends keyof Findings>(
  name: Name,
  { command, args, env, name: runtime }: Runtime,
  { effort, home, program }: Bench,
): Promise<Findings[Name]> => {
  const { code, output } = await run(
    command,
    [...args, program, name, effort],
    {
      // Not the options of this process: tsx is started by them.
      env: { NODE_OPTIONS: "", HOME: home, USERPROFILE: home, ...env },
    },
  );
  const found = /^FINDINGS (.*)$/m.exec(output)?.[1];
  if (code !== 0 || found === undefined) {
    throw new Error(
      `${name} on ${runtime} ended with code ${code} and no figures:\n${output}`,
    );
  }
  return Schema.decodeUnknownPromise(schemas[name])(JSON.parse(found));
};
