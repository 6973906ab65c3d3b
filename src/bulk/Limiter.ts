/**
 * How many stops are sent at a time: as many as the service bears.
 *
 * @module
 */
import * as Effect from "effect/Effect";

/** Admits so many at a time, and learns from how they end how many that should be. */
export interface Limiter {
  /**
   * Runs an effect when there is room for it. A failure that `isOverload` halves the room, a success
   * widens it.
   */
  readonly admit: <A, E, R>(
    effect: Effect.Effect<A, E, R>,
    isOverload: (error: E) => boolean,
  ) => Effect.Effect<A, E, R>;
}

/** Who asks for room; `wake` is there while it waits. */
interface Permit {
  isHeld: boolean;
  /** How many times the room had been halved when it was given. */
  halvings: number;
  wake: (() => void) | undefined;
}

/** How many times slower it grows where it was too large before. */
const caution = 8;

/**
 * From `max` on, between 1 and that: additive increase by one each time that as many have succeeded
 * as there is room for, multiplicative decrease by half.
 *
 * What was sent before a halving does not halve again: it says the same. Where it became too much
 * the last time, growth is slower, so that a limit which stays is rarely run into, and one that
 * was lifted is found all the same.
 */
export const make = (max: number, onChange: (limit: number) => void): Limiter => {
  const waiting = new Set<Permit>();
  let limit = max;
  let ceiling = Infinity;
  let halvings = 0;
  let held = 0;

  const hasRoom = (): boolean => held < Math.floor(limit);

  const give = (permit: Permit): void => {
    held++;
    permit.isHeld = true;
    permit.halvings = halvings;
  };

  const wake = (): void => {
    for (const permit of waiting) {
      if (!hasRoom()) return;
      waiting.delete(permit);
      give(permit);
      permit.wake?.();
    }
  };

  const change = (next: number): void => {
    const before = Math.floor(limit);
    limit = next;
    if (Math.floor(limit) !== before) onChange(Math.floor(limit));
  };

  const halve = (permit: Permit): void => {
    if (permit.halvings !== halvings) return;
    halvings++;
    ceiling = Math.floor(limit);
    change(Math.max(1, limit / 2));
  };

  const widen = (): void => {
    // Growth that nobody uses says nothing about what the service bears.
    if (held < Math.floor(limit)) return;
    if (limit >= ceiling + 1) ceiling = Infinity;
    const isNew = Math.floor(limit) + 1 >= ceiling;
    change(Math.min(max, limit + 1 / (Math.floor(limit) * (isNew ? caution : 1))));
  };

  /** Waits for room until it is given some. */
  const room = (permit: Permit): Effect.Effect<void> =>
    Effect.async<void>((resume) => {
      permit.wake = () => resume(Effect.void);
      waiting.add(permit);
    });

  const leave = (permit: Permit): void => {
    waiting.delete(permit);
    if (permit.isHeld) held--;
    wake();
  };

  return {
    admit: (effect, isOverload) =>
      Effect.uninterruptibleMask((restore) => {
        const permit: Permit = { isHeld: false, halvings: 0, wake: undefined };
        const hasRoomNow = waiting.size === 0 && hasRoom();
        if (hasRoomNow) give(permit);
        return Effect.matchCauseEffect(
          restore(hasRoomNow ? effect : Effect.zipRight(room(permit), effect)),
          {
            onFailure: (cause) => {
              if (cause._tag === "Fail" && isOverload(cause.error)) halve(permit);
              leave(permit);
              return Effect.failCause(cause);
            },
            onSuccess: (value) => {
              widen();
              leave(permit);
              return Effect.succeed(value);
            },
          },
        );
      }),
  };
};
