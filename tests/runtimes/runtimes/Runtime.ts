/**
 * A runtime that the scenario is run on.
 *
 * @module
 */
import { join } from "node:path";
import * as Schema from "effect/Schema";
import { root } from "../../gate/project.ts";
import { type Finished, run } from "../../gate/run.ts";
import type { Served } from "../cloud/serve.ts";
import { Outcome } from "../scenario/run.ts";

/** A runtime, and how it runs the scenario against a served cloud. */
export interface Runtime {
  readonly name: string;
  /** What it says its version is; rejects where it is missing. */
  readonly version: () => Promise<string>;
  readonly run: (cloud: Served) => Promise<ReadonlyArray<Outcome>>;
}

/** Long enough for the slowest runtime on a busy machine. */
const limitInMs = 90_000;

/** A program that npm installs in `tests/runtimes`. */
export const installed = (name: string): string =>
  join(root, "tests/runtimes/node_modules/.bin", name);

/** What a program answers to `--version`, where that is the version that is expected. */
export const versionOf = async (program: string, expected: RegExp): Promise<string> => {
  const { code, output } = await run(program, ["--version"], { limitInMs: 20_000 });
  const version = expected.exec(output)?.[0];
  if (code !== 0 || version === undefined) {
    throw new Error(
      `${program} is missing or not the one that is wanted (code ${code}: ${output.trim()}): ` +
        "run `npm ci` in tests/runtimes; install scripts must be allowed.",
    );
  }
  return version;
};

const decode = Schema.decodeUnknownSync(Schema.parseJson(Schema.Array(Outcome)));

/** The outcomes in what a host wrote; throws with all that it wrote where there are none. */
export const outcomesIn = ({ code, output }: Finished): ReadonlyArray<Outcome> => {
  const line = /^OUTCOMES (.*)$/m.exec(output)?.[1];
  if (code !== 0 || line === undefined) {
    throw new Error(`the scenario ended with code ${code} and without outcomes:\n${output}`);
  }
  return decode(line);
};

/** Runs a host of the scenario as a program of its own. */
export const runHost = async (
  program: string,
  args: ReadonlyArray<string>,
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<ReadonlyArray<Outcome>> =>
  outcomesIn(await run(program, args, { ...options, limitInMs }));

/** Outcomes as a host sends them over HTTP. */
export const outcomesOf = async (response: {
  readonly status: number;
  readonly text: () => Promise<string>;
}): Promise<ReadonlyArray<Outcome>> => {
  const text = await response.text();
  if (response.status !== 200) throw new Error(`HTTP ${response.status}: ${text}`);
  return decode(text);
};
