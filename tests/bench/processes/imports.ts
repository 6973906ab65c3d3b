/**
 * The processor time that a fresh Node takes to import a bundle: the worker of src/edge, and the
 * official SDK.
 *
 * @module
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { bundle } from "../../gate/bundle.ts";
import { run } from "../../gate/run.ts";
import { bundleSdk } from "../bundle.ts";
import { efforts } from "../effort.ts";
import type { Import } from "../figures.ts";
import { inTurn, median } from "../measure/rounds.ts";
import type { Bench } from "../runMeasurement.ts";

const script = `
await import(process.argv[1]);
const { system, user } = process.cpuUsage();
console.log("MICROS " + (system + user));
`;

/** Milliseconds of processor time of a Node that imports a file, and does nothing more. */
const millisToImport = async (path: string, home: string): Promise<number> => {
  const { code, output } = await run(
    process.execPath,
    ["--input-type=module", "--eval", script, pathToFileURL(path).href],
    { env: { NODE_OPTIONS: "", HOME: home, USERPROFILE: home } },
  );
  const micros = /^MICROS (\d+)$/m.exec(output)?.[1];
  if (code !== 0 || micros === undefined) {
    throw new Error(`${path} was not imported:\n${output}`);
  }
  return Number(micros) / 1_000;
};

/** Imports each bundle by turns, and an empty one, whose time is taken off that of the others. */
export const imports = async (
  { effort, home }: Bench,
): Promise<ReadonlyArray<Import>> => {
  const folder = mkdtempSync(join(tmpdir(), "bench-import-"));
  const write = (name: string, code: string): string => {
    const path = join(folder, name);
    writeFileSync(path, code);
    return path;
  };
  const bundles = [
    { name: "empty", path: write("empty.mjs", "export {};") },
    { name: "SDK", path: await bundleSdk() },
    {
      name: "src/edge/cloudflare.ts",
      path: write("worker.mjs", (await bundle("src/edge/cloudflare.ts")).code),
    },
  ] as const;
  try {
    for (const { path } of bundles) await millisToImport(path, home);
    const figures = await inTurn(
      bundles,
      efforts[effort].starts,
      ({ path }) => millisToImport(path, home),
    );
    const of = (name: string): ReadonlyArray<number> => figures.get(name) ?? [];
    const overEmpty = (name: string): ReadonlyArray<number> =>
      of(name).map((own, round) => own - (of("empty")[round] ?? NaN));
    const sdk = overEmpty("SDK");
    return ["SDK", "src/edge/cloudflare.ts"].map((name) => ({
      name,
      millis: median(overEmpty(name)),
      ofSdk: median(
        overEmpty(name).map((own, round) => own / (sdk[round] ?? NaN)),
      ),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
