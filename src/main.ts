/**
 * The tsx entrypoint: the command line on a real process.
 *
 * @module
 */
import process from "node:process";
import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Layer from "effect/Layer";
import { Io } from "./cli/Io.ts";
import { processIo } from "./cli/process.ts";
import { run } from "./cli/run.ts";

const fiber = Effect.runFork(
  run(process.argv.slice(2)).pipe(
    Effect.provide(Layer.merge(FetchHttpClient.layer, Layer.succeed(Io, processIo))),
  ),
);

for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  process.once(signal, () => {
    process.exitCode = code;
    fiber.unsafeInterruptAsFork(fiber.id());
  });
}

// `| head -1` closes the pipe: nobody reads on, so nothing more is to be done.
process.stdout.on("error", () => process.exit(0));

fiber.addObserver((exit) => {
  if (Exit.isSuccess(exit)) process.exitCode = exit.value;
  else if (process.exitCode === undefined) {
    process.exitCode = 1;
    console.error(exit.cause.toString());
  }
  // Standard input, where a token was expected, may still be open.
  process.stdin.destroy();
});
