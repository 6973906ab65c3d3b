/**
 * Bundles a file as a deployment does, and says how many bytes came from where.
 */
import { gzipSync } from "node:zlib";
import { build, type Metafile } from "esbuild";
import { root } from "./project.ts";

/** What came out of the bundler. */
export interface Bundle {
  readonly code: string;
  readonly gzipped: number;
  /** Bytes in the output for each module that left any there, the largest first. */
  readonly modules: ReadonlyArray<readonly [path: string, bytes: number]>;
  readonly metafile: Metafile;
}

/** The bytes that are sent of a text. */
export const gzippedSize = (text: string): number => gzipSync(text, { level: 9 }).length;

const bundleOnce = async (entry: string): Promise<Bundle> => {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "esm",
    // No platform's own modules resolve, and none is left out silently: what is bundled is all.
    platform: "neutral",
    // What only some runtimes have, and what a program may leave out: each says so where it is used.
    external: ["node:*", "srvx"],
    metafile: true,
    write: false,
    outfile: "bundle.js",
    logLevel: "silent",
  });
  const modules = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .map(([path, { bytesInOutput }]) => [path, bytesInOutput] as const)
    .filter(([, bytes]) => bytes > 0)
    .sort(([, a], [, b]) => b - a);
  const code = outputFiles[0]?.text ?? "";
  return { code, gzipped: gzippedSize(code), modules, metafile };
};

const bundles = new Map<string, Promise<Bundle>>();

/** Bundles a file of the project; a second step that asks for the same file gets the same bundle. */
export const bundle = (entry: string): Promise<Bundle> => {
  const known = bundles.get(entry) ?? bundleOnce(entry);
  bundles.set(entry, known);
  return known;
};

/** The package that a module of the bundle belongs to: its name, or `(own)` for the project's. */
export const packageOf = (path: string): string =>
  /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? "(own)";

/** A module's name without the folders that lead to its package: `effect/internal/core.js`. */
export const shortName = (path: string): string =>
  path.replace(/^.*node_modules\//, "").replace("/dist/esm", "");
