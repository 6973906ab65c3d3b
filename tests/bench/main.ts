/**
 * `npm run bench`: what a stop costs, side by side with a hand-written call of the same contract
 * and with the official SDK. `--quick` takes a look in less than 20 seconds; `--json` writes the
 * figures as one JSON object to standard output, and the tables to standard error.
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
import { ensureInstalled } from "../gate/install.ts";
import { bundlePrograms } from "./bundle.ts";
import type { Figures } from "./figures.ts";
import { report } from "./report.ts";
import { runMeasurement } from "./runMeasurement.ts";
import { targetsOf } from "./targets.ts";

const measureAll = async (effort: "quick" | "full"): Promise<Figures> => {
  const program = await bundlePrograms();
  // The SDK writes a file below HOME when it is loaded.
  const home = mkdtempSync(join(tmpdir(), "bench-home-"));
  try {
    return {
      timings: await runMeasurement(program, "timings", effort, home),
      allocations: await runMeasurement(program, "allocations", effort, home),
      throughputs: await runMeasurement(program, "throughputs", effort, home),
      flatness: await runMeasurement(program, "flatness", effort, home),
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
};

try {
  const { values } = parseArgs({
    options: { quick: { type: "boolean" }, json: { type: "boolean" } },
  });
  const effort = values.quick === true ? "quick" : "full";
  await ensureInstalled("tests/bench");
  const start = performance.now();
  const figures = await measureAll(effort);
  const seconds = ((performance.now() - start) / 1_000).toFixed(0);
  const { node } = process.versions;
  const kind = effort === "quick" ? "a quick look, too short to judge by," : "full run";
  const text = `Node ${node}, ${kind} of ${seconds} s\n\n${report(figures)}\n`;
  (values.json === true ? process.stderr : process.stdout).write(text);
  if (values.json === true) {
    const all = { node, effort, ...figures, targets: targetsOf(figures) };
    process.stdout.write(`${JSON.stringify(all)}\n`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
