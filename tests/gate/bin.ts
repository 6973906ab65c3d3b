/**
 * The command line as one file that needs no package beside it, and the licenses of what is in it.
 */
import { chmodSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { packageOf } from "./bundle.ts";
import { root } from "./project.ts";

/** The text of a package's license; a package without one must not be given away. */
const licenseOf = (name: string): string => {
  const folder = join(root, "node_modules", name);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.|$)/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no file with its license`);
  return readFileSync(join(folder, file), "utf8").trim();
};

/** Writes `bin/codearts-check.mjs` and `bin/LICENSES.txt` into the folder of the build. */
export const buildBin = async (outDir: string): Promise<void> => {
  const bin = join(outDir, "bin/codearts-check.mjs");
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["src/main.ts"],
    outfile: bin,
    bundle: true,
    platform: "node",
    target: "node20.16",
    format: "esm",
    banner: {
      // A CommonJS package in it requires modules of Node.
      js: `#!/usr/bin/env node
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);`,
    },
    // Names stay as they are: a stack trace can be read.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  const packages = new Set(Object.keys(metafile.inputs).map(packageOf));
  packages.delete("(own)");
  const texts = [...packages].sort().map((name) => `${name}\n\n${licenseOf(name)}\n`);
  writeFileSync(join(outDir, "bin/LICENSES.txt"), texts.join(`\n${"-".repeat(80)}\n\n`));
  chmodSync(bin, 0o755);
};
