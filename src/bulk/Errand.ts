/**
 * One id on its way to an outcome.
 *
 * @module
 */
import type * as Clock from "effect/Clock";
import * as Either from "effect/Either";
import { NotAttempted, StopInterrupted } from "../errors/unfinished.ts";
import type { StopOutcome } from "../StopOutcome.ts";
import type { StopTaskError } from "../StopTaskError.ts";

/** Why nothing more is sent: the program was interrupted, or a refusal would meet all. */
export type Halt = Pick<NotAttempted, "because" | "refusal" | "retryable">;

/** One id, and what was done for it. */
export interface Errand {
  readonly taskId: string;
  readonly startedAt: number;
  attempts: number;
  isSending: boolean;
  isStopped: boolean;
  /** How the last attempt failed. */
  failure: StopTaskError | undefined;
}

/** An errand at its beginning. */
export const begin = (taskId: string, clock: Clock.Clock): Errand => ({
  taskId,
  startedAt: clock.unsafeCurrentTimeMillis(),
  attempts: 0,
  isSending: false,
  isStopped: false,
  failure: undefined,
});

/** How an errand ended. */
export const outcomeOf = (
  { attempts, startedAt, taskId }: Errand,
  result: StopOutcome["result"],
  clock: Clock.Clock,
): StopOutcome => ({
  taskId,
  result,
  attempts,
  durationMillis: clock.unsafeCurrentTimeMillis() - startedAt,
});

/** How an errand ended that is not carried on: as its last attempt did, if it had any. */
export const abandoned = (errand: Errand, halt: Halt, clock: Clock.Clock): StopOutcome => {
  if (errand.isStopped) return outcomeOf(errand, Either.right({ status: undefined }), clock);
  const error = errand.isSending
    ? new StopInterrupted({ retryable: true, ambiguous: true }, true)
    : errand.failure ?? new NotAttempted(halt, true);
  return outcomeOf(errand, Either.left(error), clock);
};
