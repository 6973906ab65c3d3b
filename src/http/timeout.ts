/**
 * A timeout that costs one fiber and a timer of the runtime.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Context from "effect/Context";
import * as DefaultServices from "effect/DefaultServices";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";

const liveClock = Context.get(DefaultServices.liveServices, Clock.Clock);

/** The longest time that a timer of the runtime can wait, in milliseconds. */
const longestTimer = 2 ** 31 - 1;

/**
 * The milliseconds after which a timer of the runtime may end something; `Infinity` where the
 * program's clock is another than the runtime's, and rules alone, or where no timer waits so long.
 */
export const timerMillis = (clock: Clock.Clock, timeout: Duration.Duration): number => {
  const millis = Duration.toMillis(timeout);
  return clock === liveClock && millis <= longestTimer ? millis : Infinity;
};

/** `Effect.timeoutFail`, which runs the effect beside a sleeping fiber and costs twice as much. */
export const timeoutFail = <A, E, E2>(
  effect: Effect.Effect<A, E>,
  timeout: Duration.Duration,
  onTimeout: () => E2,
): Effect.Effect<A, E | E2> =>
  Effect.clockWith((clock) => {
    const millis = timerMillis(clock, timeout);
    if (millis === Infinity) return Effect.timeoutFail(effect, { duration: timeout, onTimeout });
    return Effect.uninterruptibleMask((restore) =>
      Effect.flatMap(Effect.fork(restore(effect)), (child) =>
        restore(Effect.async<A, E | E2>((resume) => {
          const timer = setTimeout(() => {
            resume(Effect.zipRight(Fiber.interruptFork(child), Effect.fail(onTimeout())));
          }, millis);
          child.addObserver((exit) => {
            clearTimeout(timer);
            resume(exit);
          });
          return Effect.suspend(() => {
            clearTimeout(timer);
            return Fiber.interrupt(child);
          });
        })))
    );
  });
