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
import { build, type Plugin } from "esbuild";
import { root } from "../gate/project.ts";

const folder = join(root, "tests/bench");

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

/** Writes `program.mjs` and `server.mjs`, and gives the path of the first. */
export const bundlePrograms = async (): Promise<string> => {
  // Below the peers' packages, so that the SDK is found from there.
  const outdir = join(folder, "node_modules/.cache/bench");
  await build({
    absWorkingDir: root,
    entryPoints: [join(folder, "program.ts"), join(folder, "server.ts")],
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    outdir,
    outExtension: { ".js": ".mjs" },
    plugins: [oneEffect],
    logLevel: "warning",
  });
  return join(outdir, "program.mjs");
};
