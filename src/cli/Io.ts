/**
 * What the command line has of its process: tests give it another.
 *
 * @module
 */
import * as Context from "effect/Context";
import type * as Effect from "effect/Effect";
import type { UsageError } from "./usage.ts";

/** The process, as far as the command line needs it. */
export interface Io {
  /** An environment variable; empty ones count as missing. */
  readonly env: (name: string) => Effect.Effect<string | undefined, UsageError>;
  /** All of standard input; `undefined` when that is a terminal, where nobody would type a token. */
  readonly input: Effect.Effect<string | undefined, UsageError>;
  /** A line for programs: standard output. */
  readonly out: (line: string) => Effect.Effect<void>;
  /** A line for people: standard error. */
  readonly err: (line: string) => Effect.Effect<void>;
}

export const Io: Context.Tag<Io, Io> = Context.GenericTag<Io>("@codearts/check/cli/Io");
