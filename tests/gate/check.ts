/**
 * `npm run check`: the one gate. Runs every step, prints a table of them, and the output of those
 * that failed. Names of steps as arguments run these alone.
 */
import process from "node:process";
import { ensureAllInstalled } from "./install.ts";
import type { Findings, Step } from "./step.ts";
import { architecture } from "./steps/architecture.ts";
import { coreTypes } from "./steps/coreTypes.ts";
import { cycles } from "./steps/cycles.ts";
import { docs } from "./steps/docs.ts";
import { entrypoints } from "./steps/entrypoints.ts";
import { format } from "./steps/format.ts";
import { lengths } from "./steps/lengths.ts";
import { lint } from "./steps/lint.ts";
import { noStream } from "./steps/noStream.ts";
import { size } from "./steps/size.ts";
import { slowTypes } from "./steps/slowTypes.ts";
import { types } from "./steps/types.ts";
import { webOnly } from "./steps/webOnly.ts";

/** The slowest first, so that the last to run is a short one. */
const all: ReadonlyArray<Step> = [
  types,
  slowTypes,
  coreTypes,
  docs,
  size,
  noStream,
  webOnly,
  format,
  lint,
  architecture,
  cycles,
  entrypoints,
  lengths,
];

interface Outcome extends Findings {
  readonly name: string;
  readonly seconds: number;
}

/** A step that throws has failed; it does not take the others with it. */
const outcomeOf = async (step: Step): Promise<Outcome> => {
  const start = performance.now();
  const findings = await step.run().catch((error: unknown): Findings => ({
    problems: [error instanceof Error ? error.message : String(error)],
  }));
  return { ...findings, name: step.name, seconds: (performance.now() - start) / 1000 };
};

/** Runs the steps, two at a time, and gives their outcomes in the order of the steps. */
const runAll = async (steps: ReadonlyArray<Step>): Promise<ReadonlyArray<Outcome>> => {
  const waiting = [...steps.entries()];
  const outcomes: Array<Outcome> = [];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      outcomes[next[0]] = await outcomeOf(next[1]);
    }
  };
  await Promise.all([worker(), worker()]);
  return outcomes;
};

const chosen = (names: ReadonlyArray<string>): ReadonlyArray<Step> => {
  const unknown = names.filter((name) => !all.some((step) => step.name === name));
  if (unknown.length > 0) {
    const known = all.map((step) => step.name).join(", ");
    throw new Error(`no such step: ${unknown.join(", ")} (there are: ${known})`);
  }
  return names.length === 0 ? all : all.filter((step) => names.includes(step.name));
};

try {
  const steps = chosen(process.argv.slice(2));
  await ensureAllInstalled();
  const outcomes = await runAll(steps);
  const failed = outcomes.filter((outcome) => outcome.problems.length > 0);
  const lines = outcomes.map(({ name, problems, seconds }) =>
    `${name.padEnd(14)}${(problems.length === 0 ? "ok" : "FAILED").padEnd(8)}${
      seconds.toFixed(1)
    } s`
  );
  const reports = outcomes.flatMap(({ report }) => report === undefined ? [] : ["", report]);
  const details = failed.flatMap(({ name, problems }) => ["", `--- ${name}`, ...problems]);
  process.stdout.write([...lines, ...reports, ...details, ""].join("\n"));
  process.exitCode = failed.length === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
