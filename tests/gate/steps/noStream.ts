/** Whoever stops one task does not pay for streams: `stopTask` alone leaves none in the bundle. */
import { bundle, shortName } from "../bundle.ts";
import type { Step } from "../step.ts";

const isStream = (path: string): boolean =>
  /effect\/dist\/esm\/(?:internal\/)?(?:core-stream|stream|channel|sink)(?:\.js|\/)/i.test(path);

/** Importing `stopTask` from `mod.ts` pulls in no `Stream`, `Channel` or `Sink`. */
export const noStream: Step = {
  name: "no-stream",
  run: async () => {
    const { modules } = await bundle("tests/gate/bundles/stopTask.ts");
    return {
      problems: modules.filter(([path]) => isStream(path))
        .map(([path, bytes]) => `stopTask pulls in ${shortName(path)} (${bytes} bytes)`),
    };
  },
};
