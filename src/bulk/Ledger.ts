/**
 * Which ids are in hand, and whether anything more is to be sent.
 *
 * @module
 */
import type * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import type { StopTaskError } from "../StopTaskError.ts";
import { begin, type Errand, type Halt } from "./Errand.ts";
import { isHopeless } from "./hopeless.ts";

/** The errands of a crew. */
export interface Ledger {
  /** Takes an id in hand. */
  readonly claim: (taskId: string) => Errand;
  /** Lets go of an errand that has its outcome. */
  readonly settle: (errand: Errand) => void;
  /** The errands in hand. */
  readonly open: Iterable<Errand>;
  /** An attempt, taken down; none where nothing more is to be sent. */
  readonly attempt: <R>(
    errand: Errand,
    stop: Effect.Effect<void, StopTaskError, R>,
  ) => Effect.Effect<void, StopTaskError, R>;
  /** Why nothing more is to be sent, if so. */
  readonly halt: () => Halt | undefined;
  /** From now on nothing more is to be sent. */
  readonly interrupt: () => void;
  /** Waits until nothing is under way. */
  readonly idle: Effect.Effect<void>;
}

/** The halt of an interruption. */
export const interrupted: Halt = { because: "Interrupted", refusal: undefined, retryable: true };

/** An empty ledger. */
export const make = (clock: Clock.Clock): Ledger => {
  const errands = new Set<Errand>();
  let halt: Halt | undefined;
  let hasWorked = false;
  let sending = 0;
  let onIdle: (() => void) | undefined;

  const ended = (errand: Errand, failure: StopTaskError | undefined): void => {
    errand.isSending = false;
    errand.failure = failure;
    errand.isStopped = failure === undefined;
    hasWorked ||= errand.isStopped;
    if (failure !== undefined && isHopeless(failure, hasWorked)) {
      halt ??= { because: "Refused", refusal: failure._tag, retryable: false };
    }
    if (--sending === 0) onIdle?.();
  };

  return {
    claim: (taskId) => {
      const errand = begin(taskId, clock);
      errands.add(errand);
      return errand;
    },
    settle: (errand) => {
      errands.delete(errand);
    },
    open: errands,
    attempt: (errand, stop) =>
      Effect.suspend(() => {
        if (halt !== undefined) return Effect.void;
        errand.attempts++;
        errand.isSending = true;
        sending++;
        // Not where it is interrupted: then it stays under way.
        return Effect.matchEffect(stop, {
          onFailure: (error) => {
            ended(errand, error);
            return Effect.fail(error);
          },
          onSuccess: () => {
            ended(errand, undefined);
            return Effect.void;
          },
        });
      }),
    halt: () => halt,
    interrupt: () => {
      halt = interrupted;
    },
    idle: Effect.async((resume) => {
      onIdle = () => resume(Effect.void);
      if (sending === 0) onIdle();
    }),
  };
};
