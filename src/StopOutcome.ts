/**
 * What became of one stop among many.
 *
 * @module
 */
import type * as Either from "effect/Either";
import type { NotConfirmed } from "./errors/notConfirmed.ts";
import type { NotAttempted, StopInterrupted } from "./errors/unfinished.ts";
import type { StopTaskError } from "./StopTaskError.ts";
import type { TaskStatus } from "./taskStatus.ts";

/**
 * A stop that worked.
 *
 * @since 0.1.0
 * @category models
 */
export interface StopResult {
  /** The status that the task ended with, where it was watched until then (`confirm`). */
  readonly status: TaskStatus | undefined;
}

/**
 * What became of one stop among many.
 *
 * @since 0.1.0
 * @category models
 */
export interface StopOutcome {
  /** The id as it was given, valid or not. */
  readonly taskId: string;
  /** How it ended: as `stopTask` ends, or not confirmed, not attempted, or cut short. */
  readonly result: Either.Either<
    StopResult,
    StopTaskError | NotConfirmed | NotAttempted | StopInterrupted
  >;
  /** How many times it was sent; none for a bad id. */
  readonly attempts: number;
  /** From its turn to its end, pauses included, in milliseconds. */
  readonly durationMillis: number;
}
