/**
 * The emulator on loopback, in a process of its own: `emulated.mjs <options>`, which are JSON. It
 * sends its port and a token, and takes how many stops it works on at a time.
 *
 * @module
 */
import process from "node:process";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as Schema from "effect/Schema";
import * as Emulator from "../../src/emulator/Emulator.ts";
import { CloudOptions } from "./cloudOptions.ts";
import { projectId, taskIdOf } from "./variants/setting.ts";

const options = Schema.decodeUnknownSync(Schema.parseJson(CloudOptions))(process.argv[2]);

const program = Effect.gen(function* () {
  const emulator = yield* Emulator.make({
    stopDuration: options.stopMillis,
    concurrentStops: options.concurrentStops ?? Infinity,
  });
  yield* emulator.createProject({ projectId });
  for (let n = 0; n < options.tasks; n++) yield* emulator.createTask({ taskId: taskIdOf(n) });
  const token = yield* emulator.issueToken();
  const { url } = yield* Emulator.serve(emulator);
  process.on("message", (limit) => {
    if (typeof limit === "number") Effect.runSync(emulator.setConcurrentStops(limit));
  });
  process.send?.({ endpoint: url, token: Redacted.value(token) });
  return yield* Effect.never;
});

process.on("disconnect", () => process.exit());

void Effect.runPromise(Effect.scoped(program));
