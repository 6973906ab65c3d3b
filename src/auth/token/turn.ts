/**
 * One at a time: how the callers of one token come to ask for it once.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { TokenSettings } from "./Options.ts";
import type { Slot } from "./Slot.ts";

/** How long a claim holds, in milliseconds: whoever made it may have been killed. */
const claimed = 2_000;

/** How often it is looked whether a claim has ended, in milliseconds. */
const poll = 20;

/**
 * Claims the turn by a plain value, and looks by a timer of the caller's own until it is free. This
 * is for hosts that kill a request which waits on another's promise.
 */
const byClaim = <A, E>(slot: Slot, effect: Effect.Effect<A, E>): Effect.Effect<A, E> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.clockWith((clock) => {
      const now = clock.unsafeCurrentTimeMillis();
      if (slot.claim !== undefined && now < slot.claim.until) {
        return restore(Effect.zipRight(Effect.sleep(poll), byClaim(slot, effect)));
      }
      const own = { until: now + claimed };
      slot.claim = own;
      return Effect.ensuring(
        restore(effect),
        Effect.sync(() => {
          if (slot.claim === own) slot.claim = undefined;
        }),
      );
    })
  );

/**
 * Runs the effect when nobody else does. Whoever is interrupted passes the turn on: the effect must
 * look first whether it is still needed.
 */
export const inTurn = <A, E>(
  slot: Slot,
  settings: TokenSettings,
  effect: Effect.Effect<A, E>,
): Effect.Effect<A, E> =>
  settings.isShared ? slot.semaphore.withPermits(1)(effect) : byClaim(slot, effect);

/** Runs the effect where no caller waits for it, if the host has such a place; in line if not. */
export const inBackground = (
  settings: TokenSettings,
  effect: Effect.Effect<void>,
): Effect.Effect<void> => {
  const { isShared, waitUntil } = settings;
  if (waitUntil === undefined) {
    return isShared ? Effect.asVoid(Effect.forkDaemon(effect)) : effect;
  }
  return Effect.flatMap(Effect.forkDaemon(effect), (fiber) =>
    Effect.sync(() => {
      try {
        waitUntil(new Promise<void>((resolve) => fiber.addObserver(() => resolve())));
      } catch {
        // Outside of a request there is nothing to keep alive.
      }
    }));
};
