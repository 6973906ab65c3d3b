/**
 * `npm run bench`: what a stop costs, side by side with a hand-written call of the same contract
 * and with the official SDK.
 *
 * - `--quick` takes a look in two minutes;
 * - `--only <measurement>` takes one measurement, and may be given more than once;
 * - `--markdown` writes the tables in Markdown;
 * - `--json` writes the figures as one JSON object to standard output, the tables to standard error.
 *
 * Compare the ratios, not the absolute figures: those are of the machine and of the moment.
 *
 * @module
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { ensureAllInstalled } from "../gate/install.ts";
import { bundlePrograms } from "./bundle.ts";
import type { EffortName } from "./effort.ts";
import type { Figures } from "./figures.ts";
import { measurements } from "./measurements.ts";
import { report } from "./report.ts";
import type { Bench } from "./runMeasurement.ts";
import { asMarkdown, asText } from "./table.ts";
import { targetsOf } from "./targets.ts";

const names = Object.keys(measurements) as ReadonlyArray<keyof Figures>;

const namesOf = (
  only: ReadonlyArray<string> | undefined,
): ReadonlyArray<keyof Figures> => {
  const unknown = only?.filter((name) => !names.some((known) => known === name)) ?? [];
  if (unknown.length > 0) {
    throw new Error(
      `no such measurement: ${unknown.join(", ")} (there are: ${names.join(", ")})`,
    );
  }
  return names.filter((name) => only?.includes(name) ?? true);
};

/** What was measured so far. */
type Found = { -readonly [Name in keyof Figures]?: Figures[Name] };

const measure = async <Name extends keyof Figures>(
  name: Name,
  figures: Found,
  bench: Bench,
): Promise<void> => {
  process.stderr.write(`${name} `);
  figures[name] = await measurements[name](bench);
};

const measureAll = async (
  chosen: ReadonlyArray<keyof Figures>,
  effort: EffortName,
): Promise<Found> => {
  const home = mkdtempSync(join(tmpdir(), "bench-home-"));
  try {
    const bench: Bench = { ...await bundlePrograms(), effort, home };
    const figures: Found = {};
    for (const name of chosen) await measure(name, figures, bench);
    process.stderr.write("\n");
    return figures;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
};

try {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean" },
      only: { type: "string", multiple: true },
      markdown: { type: "boolean" },
      json: { type: "boolean" },
    },
  });
  const effort = values.quick === true ? "quick" : "full";
  const chosen = namesOf(values.only);
  await ensureAllInstalled();
  const start = performance.now();
  const figures = await measureAll(chosen, effort);
  const seconds = ((performance.now() - start) / 1_000).toFixed(0);
  const { node } = process.versions;
  const kind = effort === "quick" ? "a quick look, too short to judge by," : "full run";
  const format = values.markdown === true ? asMarkdown : asText;
  const tables = report(figures).map(format).join("\n\n");
  const text = `Node ${node}, ${kind} of ${seconds} s\n\n${tables}\n`;
  (values.json === true ? process.stderr : process.stdout).write(text);
  if (values.json === true) {
    const all = { node, effort, ...figures, targets: targetsOf(figures) };
    process.stdout.write(`${JSON.stringify(all)}\n`);
  }
} catch (error) {
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
}
