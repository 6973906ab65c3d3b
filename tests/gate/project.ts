/**
 * What the project says about itself: where it lies, and what it exports.
 *
 * The exports of deno.json are the list from which the aliases of the tests, the steps of the gate
 * and the tests of the surface are derived, so that no second list can drift away from it.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import * as Schema from "effect/Schema";

/** The folder of the project. */
export const root: string = resolve(fileURLToPath(new URL("../..", import.meta.url)));

/** Reads a JSON file of the project; throws when it is not what the schema says. */
export const readJson = <A, I>(schema: Schema.Schema<A, I>, path: string): A =>
  Schema.decodeUnknownSync(Schema.parseJson(schema))(readFileSync(join(root, path), "utf8"));

const DenoJson = Schema.Struct({
  name: Schema.String,
  version: Schema.String,
  exports: Schema.Record({ key: Schema.String, value: Schema.String }),
});

/** What a program can import: `@codearts/check/Region`, and the source file behind it. */
export interface Entrypoint {
  readonly specifier: string;
  /** The key in the `exports` maps: `./Region`. */
  readonly subpath: string;
  /** The source file, from the root: `src/Region.ts`. */
  readonly source: string;
}

/** Every entrypoint that deno.json names. */
export const entrypoints = (): ReadonlyArray<Entrypoint> => {
  const { name, exports } = readJson(DenoJson, "deno.json");
  return Object.entries(exports).map(([subpath, source]) => ({
    specifier: name + subpath.slice(1),
    subpath,
    source: source.replace(/^\.\//, ""),
  }));
};

/** A path from the root, with forward slashes on every system. */
export const fromRoot = (path: string): string =>
  relative(root, resolve(root, path)).split(sep).join("/");

/** The TypeScript files below a folder, from the root; installed packages are left out. */
export const typescriptFiles = (folder: string): ReadonlyArray<string> =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : typescriptFiles(path);
    return entry.name.endsWith(".ts") ? [path] : [];
  });

/** The files that a program can come to import: the public face and everything in `src`. */
export const publishedFiles = (): ReadonlyArray<string> => ["mod.ts", ...typescriptFiles("src")];
