/**
 * Bundles what is measured.
 *
 * It is the form in which functions are deployed, and it is plain JavaScript: tsx, which runs the
 * benchmark itself, wraps every function that it transforms to keep its name, and that would be
 * measured too.
 *
 * @module
 */
import { join } from "node:path";
import { build, type BuildOptions, type Plugin } from "esbuild";
import { root } from "../gate/project.ts";

const folder = join(root, "tests/bench");

/** Below the peers' packages, so that the SDK is found from there. */
const outdir = join(folder, "node_modules/.cache/bench");

/** One copy of Effect, the project's: the peers bring another of their own. */
const oneEffect: Plugin = {
  name: "one-effect",
  setup({ onResolve, resolve }) {
    onResolve(
      { filter: /^(effect|@effect\/platform)(\/|$)/ },
      ({ kind, path, pluginData }) =>
        pluginData === oneEffect
          ? undefined
          : resolve(path, { kind, resolveDir: root, pluginData: oneEffect }),
    );
  },
};

const forNode: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  outdir,
  outExtension: { ".js": ".mjs" },
  plugins: [oneEffect],
  logLevel: "warning",
};

/** What was bundled, by the paths of the files. */
export interface Programs {
  readonly program: string;
  readonly server: string;
}

/** Writes the program that measures, and the services on loopback beside it. */
export const bundlePrograms = async (): Promise<Programs> => {
  await build({
    ...forNode,
    entryPoints: ["program.ts", "server.ts", "emulated.ts"].map((file) => join(folder, file)),
  });
  return {
    program: join(outdir, "program.mjs"),
    server: join(outdir, "server.mjs"),
  };
};

/** Writes what a program that stops by the SDK is made of, minified, and gives its path. */
export const bundleSdk = async (): Promise<string> => {
  await build({
    ...forNode,
    entryPoints: [join(folder, "processes/sdkProgram.ts")],
    minify: true,
    // Its packages are CommonJS, and ask for Node's modules by a name that modules do not have.
    banner: {
      js:
        `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);`,
    },
  });
  return join(outdir, "sdkProgram.mjs");
};
