/**
 * What the command line has of its process: tests give it another.
 *
 * @module
 */
import * as Context from "effect/Context";
import type * as Effect from "effect/Effect";
import type * as Redacted from "effect/Redacted";
import type { UsageError } from "./usage.ts";

/** A file that holds secrets. */
export interface SecretFile {
  readonly text: Redacted.Redacted<string>;
  /** Whether others than its owner may read or write it. */
  readonly isOpen: boolean;
}

/** The process, as far as the command line needs it. */
export interface Io {
  /** An environment variable; empty ones count as missing. */
  readonly env: (name: string) => Effect.Effect<string | undefined, UsageError>;
  /** All of standard input; `undefined` when that is a terminal, where nobody would type a token. */
  readonly input: Effect.Effect<string | undefined, UsageError>;
  /** The user's own folder. */
  readonly home: Effect.Effect<string | undefined>;
  /** A small file; `undefined` where there is none. */
  readonly file: (path: string) => Effect.Effect<SecretFile | undefined, UsageError>;
  /** Where the metadata service of the host would be. No option: it would take credentials from anybody. */
  readonly metadata: string;
  /** A line for programs: standard output. */
  readonly out: (line: string) => Effect.Effect<void>;
  /** A line for people: standard error. */
  readonly err: (line: string) => Effect.Effect<void>;
}

export const Io: Context.Tag<Io, Io> = Context.GenericTag<Io>("@codearts/check/cli/Io");
