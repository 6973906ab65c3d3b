/**
 * Bundles a file of the project as a deployment to the edge does: the web's names alone, one script.
 *
 * @module
 */
import { build } from "esbuild";
import { root } from "../gate/project.ts";

/** The script of an entry; `esm` for workers, `iife` where scripts are no modules. */
export const bundle = async (entry: string, format: "esm" | "iife"): Promise<string> => {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    format,
    platform: "neutral",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
};
