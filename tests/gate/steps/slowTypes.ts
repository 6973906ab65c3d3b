/**
 * The package could be published on JSR as it is: its public types can be read without inference,
 * and Deno typechecks them. Nothing is uploaded, no host is asked.
 */
import { runDeno } from "../run.ts";
import { judged, type Step } from "../step.ts";

/** `deno publish --dry-run`, which refuses slow types. */
export const slowTypes: Step = {
  name: "slow-types",
  run: async () => judged(await runDeno(["publish", "--dry-run", "--allow-dirty", "--quiet"])),
};
