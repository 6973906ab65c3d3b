/**
 * The command line, from its arguments to its exit code.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import { commandOf } from "./Command.ts";
import { demonstration } from "./demonstration.ts";
import { emulator } from "./emulator.ts";
import { Io } from "./Io.ts";
import { command } from "./name.ts";
import { stop } from "./stop.ts";
import { help, type UsageError, version } from "./usage.ts";

/**
 * Runs the command line. Exit codes: 0 all stopped, 1 some not, 2 wrong usage.
 */
export const run = (
  args: ReadonlyArray<string>,
): Effect.Effect<number, never, Io | HttpClient> =>
  Effect.flatMap(Io, (io) =>
    commandOf(args).pipe(
      Effect.flatMap((asked): Effect.Effect<number, UsageError, Io | HttpClient> => {
        switch (asked._tag) {
          case "Help":
            return Effect.as(io.out(help), 0);
          case "Version":
            return Effect.as(io.out(version), 0);
          case "Demonstration":
            return demonstration(asked.json);
          case "Emulator":
            return emulator(asked);
          case "Stop":
            return stop(asked);
        }
      }),
      Effect.catchTag(
        "UsageError",
        (error) => Effect.as(io.err(`${error.message}\nSee ${command} --help`), 2),
      ),
    ));
