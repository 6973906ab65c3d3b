/**
 * The package as it would be published: built, packed, and installed into an empty project.
 *
 * @module
 */
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as Schema from "effect/Schema";
import { readJson, root } from "../gate/project.ts";
import { type Finished, run } from "../gate/run.ts";

const PackageJson = Schema.Struct({
  version: Schema.String,
  devDependencies: Schema.Record({ key: Schema.String, value: Schema.String }),
});

const Packed = Schema.parseJson(Schema.Array(Schema.Struct({
  filename: Schema.String,
  files: Schema.Array(Schema.Struct({ path: Schema.String, mode: Schema.Number })),
})));

/** What package.json says. */
export const packageJson: {
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
} = readJson(PackageJson, "package.json");

/** Long enough to fetch what no cache has. */
const limitInMs = 240_000;

/** The output of a program that must not fail. */
const outputOf = async (running: Promise<Finished>): Promise<string> => {
  const { code, output } = await running;
  if (code !== 0) throw new Error(`it ended with code ${code}:\n${output}`);
  return output;
};

/** npm's own warnings about its settings are no part of what it answers. */
const npm = (args: ReadonlyArray<string>, cwd: string): Promise<string> =>
  outputOf(run("npm", [...args, "--ignore-scripts", "--loglevel=error"], { cwd, limitInMs }));

/** The packed package, and the project that it is installed in. */
export interface Packaged {
  readonly folder: string;
  readonly tarball: string;
  readonly files: ReadonlyArray<{ readonly path: string; readonly mode: number }>;
  readonly project: string;
}

/** Builds and packs the package in a folder of its own: a `dist` in the checkout may be in use. */
export const pack = async (): Promise<Omit<Packaged, "project">> => {
  const folder = mkdtempSync(join(tmpdir(), "packed-"));
  const dist = join(folder, "dist");
  await outputOf(run("npm", ["run", "--silent", "build", "--", "--outDir", dist], { limitInMs }));
  for (const file of ["package.json", "README.md", "LICENSE", "CHANGELOG.md"]) {
    cpSync(join(root, file), join(folder, file));
  }
  const [packed] = Schema.decodeUnknownSync(Packed)(await npm(["pack", "--json"], folder));
  if (packed === undefined) throw new Error("npm packed nothing");
  return { folder, tarball: join(folder, packed.filename), files: packed.files };
};

/** Installs a tarball and its peers, as they are locked here, into an empty project. */
export const install = async (folder: string, tarball: string): Promise<string> => {
  const project = join(folder, "project");
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }');
  const peers = ["effect", "@effect/platform", "srvx", "typescript"]
    .map((name) => `${name}@${packageJson.devDependencies[name]}`);
  const quiet = ["--prefer-offline", "--no-audit", "--no-fund"];
  await npm(["install", ...quiet, tarball, ...peers], project);
  return project;
};
