/**
 * The core typechecks against the types of the web alone: a global of Node, Deno or Bun in it is an
 * unknown name here.
 */
import { runTsc } from "../run.ts";
import { judged, type Step } from "../step.ts";

/** `tsc` over what `mod.ts` reaches. */
export const coreTypes: Step = {
  name: "core-types",
  run: async () => judged(await runTsc(["-p", "src/tsconfig.core.json"])),
};
