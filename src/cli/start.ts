/**
 * Performs what was asked for on the real process, with its signals and its exit code.
 *
 * @module
 */
import process from "node:process";
import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
import * as Cause from "effect/Cause";
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as FiberId from "effect/FiberId";
import * as Layer from "effect/Layer";
import type { Request } from "./arguments/Request.ts";
import { Io } from "./Io.ts";
import { perform } from "./perform.ts";
import { processIo } from "./process.ts";

/** Whoever runs this may pass a signal on that the terminal has sent already: npm does. */
const oneSignalMillis = 300;

/** The first signal; the second ends the process at once. */
const signals = (): Effect.Effect<number> => {
  const first = Deferred.unsafeMake<number>(FiberId.none);
  let at: number | undefined;
  for (const [name, code] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
    process.on(name, () => {
      const now = performance.now();
      if (at === undefined) {
        at = now;
        Deferred.unsafeDone(first, Exit.succeed(code));
      } else if (now - at > oneSignalMillis) {
        // The line of the progress is left as it is.
        if (process.stderr.isTTY) process.stderr.write("\n");
        process.exit(code);
      }
    });
  }
  return Deferred.await(first);
};

/** Performs it, and sets the exit code. */
export const start = (request: Request): void => {
  const io = Layer.succeed(Io, processIo(signals()));
  const fiber = Effect.runFork(
    Effect.provide(perform(request), Layer.merge(FetchHttpClient.layer, io)),
  );
  fiber.addObserver((exit) => {
    if (Exit.isSuccess(exit)) process.exitCode = exit.value;
    else {
      process.exitCode = 1;
      const [first] = Cause.pretty(exit.cause).split("\n");
      console.error(
        request.verbose
          ? Cause.pretty(exit.cause, { renderErrorCause: true })
          : `This should not have happened: ${first}. --verbose shows more.`,
      );
    }
    // Standard input, where a token was expected, may still be open.
    process.stdin.destroy();
  });
};
