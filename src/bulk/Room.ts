/**
 * How much may lie about that nobody has taken yet.
 *
 * @module
 */
import * as Effect from "effect/Effect";

/** So many places. */
export interface Room {
  /** Takes a place, or waits for one. */
  readonly take: Effect.Effect<void>;
  /** Gives a place to who waits longest, or back. */
  readonly release: () => void;
}

/**
 * A semaphore whose way through is a step where there is room, and no wait: Effect's own suspends the
 * fiber in any case. Who is interrupted just when it gets a place takes it along, and a crew is
 * interrupted once, as a whole.
 */
export const make = (places: number): Room => {
  const waiting = new Set<() => void>();
  let free = places;
  return {
    take: Effect.suspend(() => {
      if (free > 0) {
        free--;
        return Effect.void;
      }
      return Effect.async<void>((resume) => {
        const wake = (): void => resume(Effect.void);
        waiting.add(wake);
        return Effect.sync(() => void waiting.delete(wake));
      });
    }),
    release: () => {
      const [longest] = waiting;
      if (longest === undefined) {
        free++;
        return;
      }
      waiting.delete(longest);
      longest();
    },
  };
};
