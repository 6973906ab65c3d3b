/** The whole project typechecks, tests included. */
import { runTsc } from "../run.ts";
import { judged, type Step } from "../step.ts";

/** `tsc` over everything. */
export const types: Step = {
  name: "types",
  run: async () => judged(await runTsc(["-p", "tsconfig.json"])),
};
