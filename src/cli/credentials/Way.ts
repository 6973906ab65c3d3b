/**
 * One place where the command line looks for credentials.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import type { TokenService } from "../../TokenService.ts";
import type { Io } from "../Io.ts";
import type { UsageError } from "../UsageError.ts";

/** Nothing is there, and why: the next way is looked at. */
export interface Absent {
  readonly _tag: "Absent";
  readonly why: string;
}

export const absent = (why: string): Effect.Effect<never, Absent> =>
  Effect.fail({ _tag: "Absent", why });

/** One way to have credentials. */
export interface Way {
  readonly name: string;
  /** What is there. When it is there and of no use, that is wrong usage, and no reason to look on. */
  readonly find: Effect.Effect<TokenService, Absent | UsageError, HttpClient | Io>;
}
