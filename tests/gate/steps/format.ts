/** Every file has the form that `npm run format` gives it. */
import { runDeno } from "../run.ts";
import { judged, type Step } from "../step.ts";

/** `deno fmt --check`. */
export const format: Step = {
  name: "format",
  run: async () => judged(await runDeno(["fmt", "--check"])),
};
