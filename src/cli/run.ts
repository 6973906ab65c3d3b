/**
 * The command line, from its arguments to its exit code.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import { readArguments } from "./arguments/read.ts";
import { Io } from "./Io.ts";
import { perform } from "./perform.ts";

/**
 * Runs the command line. Exit codes: 0 all stopped, 1 some not, 2 wrong usage, and those of signals.
 */
export const run = (
  args: ReadonlyArray<string>,
): Effect.Effect<number, never, Io | HttpClient> =>
  Effect.flatMap(Io, (io) =>
    Effect.flatMap(io.width, (width) => {
      const read = readArguments(args, width);
      switch (read._tag) {
        case "Shown":
          return Effect.as(io.out(read.text), 0);
        case "Wrong":
          return Effect.as(io.err(read.message), 2);
        case "Asked":
          return perform(read.request);
      }
    }));
