/**
 * The core runs wherever the standards of the web do: neither it nor what it depends on imports a
 * module of a runtime. (That it names no global of one either is the step `core-types`.)
 */
import { builtinModules } from "node:module";
import { importGraph, reachableFrom } from "../imports.ts";
import { bundle } from "../bundle.ts";
import type { Step } from "../step.ts";

const isRuntimeModule = (specifier: string): boolean =>
  /^(?:node|bun|cloudflare|deno|jsr|https?):/.test(specifier) || builtinModules.includes(specifier);

const problems = async (): Promise<ReadonlyArray<string>> => {
  const graph = importGraph();
  // Read from the sources too: a bundler drops an import of types alone before it can be seen.
  const own = [...reachableFrom(graph, "mod.ts")].flatMap((file) =>
    (graph.get(file) ?? []).filter(isRuntimeModule)
      .map((imported) => `${file} imports ${imported}, which the web does not have`)
  );
  if (own.length > 0) return own;
  // What a dependency imports and no package provides does not resolve for a neutral platform.
  const { metafile } = await bundle("mod.ts");
  return Object.entries(metafile.inputs).flatMap(([file, { imports }]) =>
    imports.filter(({ external }) => external === true)
      .map(({ path }) => `${file} imports ${path}, which is left outside of the bundle`)
  );
};

/** Everything that `mod.ts` reaches bundles for no platform in particular. */
export const webOnly: Step = {
  name: "web-only",
  run: async () => ({ problems: await problems() }),
};
