/**
 * The ids of a stream, one at a time, for many who ask.
 *
 * @module
 */
import * as Chunk from "effect/Chunk";
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import type * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as FiberId from "effect/FiberId";
import { toStringUnknown } from "effect/Inspectable";
import * as Option from "effect/Option";
import { makeSeen } from "./seen.ts";

/** An id that came by within so many others is merged with its first. */
const mergeWindow = 100_000;

/** Ids, each for one who asks. */
export interface Feed<E, R> {
  /**
   * Makes something of the next id, at once: an id that was given out is in somebody's hands, also
   * if he is interrupted. None when there are no more.
   */
  readonly next: <A>(claim: (id: string) => A) => Effect.Effect<Option.Option<A>, never, R>;
  /** How the stream failed, if it did. */
  readonly failure: () => Option.Option<E>;
  /** Waits for the stream no longer. */
  readonly stop: Effect.Effect<void>;
}

/** Feeds from a stream's pull: what came by lately is passed over. */
export const make = <E, R>(
  pull: Effect.Effect<Chunk.Chunk<string>, Option.Option<E>, R>,
): Feed<E, R> => {
  const isKnown = makeSeen(mergeWindow);
  let ids: ReadonlyArray<string> = [];
  let at = 0;
  let failure: Option.Option<E> = Option.none();
  let hasEnded = false;
  let refilling: Deferred.Deferred<void> | undefined;
  let puller: Fiber.RuntimeFiber<unknown> | undefined;

  const refill: Effect.Effect<void, never, R> = Effect.match(pull, {
    onFailure: (end) => {
      failure = end;
      hasEnded = true;
    },
    onSuccess: (chunk) => {
      ids = Chunk.toReadonlyArray(chunk);
      at = 0;
    },
  });

  /** On a fiber of its own: whoever waits may be interrupted, and a pull may not. */
  const refilled: Effect.Effect<void, never, R> = Effect.uninterruptibleMask((restore) => {
    if (refilling !== undefined) return restore(Deferred.await(refilling));
    const done = Deferred.unsafeMake<void>(FiberId.none);
    refilling = done;
    const settle = (exit: Exit.Exit<void>): Effect.Effect<boolean> => {
      refilling = undefined;
      return Deferred.done(done, exit);
    };
    return Effect.flatMap(
      Effect.forkDaemon(Effect.flatMap(Effect.exit(Effect.interruptible(refill)), settle)),
      (fiber) => {
        puller = fiber;
        return restore(Deferred.await(done));
      },
    );
  });

  const next = <A>(claim: (id: string) => A): Effect.Effect<Option.Option<A>, never, R> =>
    Effect.suspend(() => {
      while (at < ids.length) {
        const given: unknown = ids[at++];
        // Programs without types may feed anything; with the spaces it is no id in any case.
        const id = typeof given === "string" ? given : `not a text: ${toStringUnknown(given)}`;
        if (!isKnown(id)) return Effect.succeedSome(claim(id));
      }
      return hasEnded ? Effect.succeedNone : Effect.zipRight(refilled, next(claim));
    });

  return {
    next,
    failure: () => failure,
    stop: Effect.suspend(() => {
      hasEnded = true;
      ids = [];
      return puller === undefined ? Effect.void : Fiber.interruptFork(puller);
    }),
  };
};
