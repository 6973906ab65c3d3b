/**
 * What the command line has of its process: tests give it another.
 *
 * @module
 */
import * as Context from "effect/Context";
import type * as Effect from "effect/Effect";
import type * as Redacted from "effect/Redacted";
import type * as Stream from "effect/Stream";
import type { UsageError } from "./UsageError.ts";

/** A file that holds secrets. */
export interface SecretFile {
  readonly text: Redacted.Redacted<string>;
  /** Whether others than its owner may read or write it. */
  readonly isOpen: boolean;
}

/** Standard error, where it is a terminal. */
export interface Screen {
  /** How wide it is now. */
  readonly columns: Effect.Effect<number>;
  /** Writes without ending the line. */
  readonly draw: (text: string) => Effect.Effect<void>;
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
  /** A file of any size as it comes; `-` is standard input. */
  readonly bytes: (path: string) => Stream.Stream<Uint8Array, UsageError>;
  /** Where the metadata service of the host would be. No option: it would take credentials from anybody. */
  readonly metadata: string;
  /** A line for programs: standard output. */
  readonly out: (line: string) => Effect.Effect<void>;
  /** A line for people: standard error. */
  readonly err: (line: string) => Effect.Effect<void>;
  /** Standard error as a terminal; `undefined` where it is none. */
  readonly screen: Screen | undefined;
  /** How wide standard output is; `undefined` where it is no terminal. */
  readonly width: Effect.Effect<number | undefined>;
  /** The first signal that asks the program to end, as the exit code that tells of it. */
  readonly signal: Effect.Effect<number>;
}

export const Io: Context.Tag<Io, Io> = Context.GenericTag<Io>("@codearts/check/cli/Io");
