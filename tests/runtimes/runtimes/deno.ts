/**
 * Deno, with a permission for the cloud's host and for nothing else: once on the packages of
 * `node_modules`, once on `npm:` specifiers alone, in a folder that has the sources and no packages.
 *
 * @module
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as Schema from "effect/Schema";
import { readJson, root } from "../../gate/project.ts";
import { installed, runHost, type Runtime, versionOf } from "./Runtime.ts";

/** Deno asks no host for its own news, and keeps what it downloads in the project. */
export const denoEnv: NodeJS.ProcessEnv = {
  DENO_DIR: join(root, "node_modules/.cache/deno"),
  DENO_NO_UPDATE_CHECK: "1",
  RUST_BACKTRACE: "0",
};

const version = (): Promise<string> => versionOf(installed("deno"), /2\.\d+\.\d+/);

const host = "tests/runtimes/hosts/process.ts";

/** The arguments that README.md tells, and no prompt: what is not allowed fails. */
const args = (allowed: string): ReadonlyArray<string> => [
  "run",
  "--no-prompt",
  "--no-lock",
  `--allow-net=${allowed}`,
];

const onPackages: Runtime = {
  name: "Deno",
  version,
  run: (cloud) =>
    runHost(installed("deno"), [...args(cloud.host), host, cloud.url], { env: denoEnv }),
};

/** The sources, the scenario, and the imports of deno.json: what a program on JSR consists of. */
const copySources = (folder: string): void => {
  const { imports } = readJson(
    Schema.Struct({ imports: Schema.Record({ key: Schema.String, value: Schema.String }) }),
    "deno.json",
  );
  writeFileSync(join(folder, "deno.json"), JSON.stringify({ imports, nodeModulesDir: "none" }));
  mkdirSync(join(folder, "tests/runtimes"), { recursive: true });
  for (const path of ["mod.ts", "src", "tests/runtimes/scenario", "tests/runtimes/hosts"]) {
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
};

const onSpecifiers: Runtime = {
  name: "Deno npm",
  version,
  run: async (cloud) => {
    const folder = mkdtempSync(join(tmpdir(), "deno-npm-"));
    try {
      copySources(folder);
      const all = [...args(cloud.host), host, cloud.url];
      return await runHost(installed("deno"), all, { env: denoEnv, cwd: folder });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** The runtimes of this file. */
export const onDeno: ReadonlyArray<Runtime> = [onPackages, onSpecifiers];
