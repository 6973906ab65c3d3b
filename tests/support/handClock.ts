/**
 * A clock that stands where a test puts it.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";

/** A clock, and its time in milliseconds. */
export interface HandClock {
  now: number;
  readonly clock: Clock.Clock;
}

/**
 * Moved by an assignment: days go by a second at a time, where `TestClock` waits for the event loop at
 * each move. Nobody wakes up by it.
 */
export const makeHandClock = (): HandClock => {
  const hand: HandClock = {
    now: 0,
    clock: {
      [Clock.ClockTypeId]: Clock.ClockTypeId,
      unsafeCurrentTimeMillis: () => hand.now,
      unsafeCurrentTimeNanos: () => BigInt(hand.now) * 1_000_000n,
      currentTimeMillis: Effect.sync(() => hand.now),
      currentTimeNanos: Effect.sync(() => BigInt(hand.now) * 1_000_000n),
      sleep: () => Effect.never,
    },
  };
  return hand;
};
