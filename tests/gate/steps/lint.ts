/** The linter is content, with the rules for packages of JSR (deno.json says which). */
import { runDeno } from "../run.ts";
import { judged, type Step } from "../step.ts";

/** `deno lint`. */
export const lint: Step = {
  name: "lint",
  run: async () => judged(await runDeno(["lint"])),
};
