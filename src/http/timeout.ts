/**
 * Ends an attempt that takes too long.
 *
 * @module
 */
import * as Cause from "effect/Cause";
import * as Clock from "effect/Clock";
import * as Context from "effect/Context";
import * as DefaultServices from "effect/DefaultServices";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as FiberId from "effect/FiberId";
import * as FiberRef from "effect/FiberRef";
import * as HashSet from "effect/HashSet";
import { isSettable, type Settable } from "./settable.ts";

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

/** What interrupted a fiber, one interruptor left out. */
const without = (cause: Cause.Cause<never>, id: FiberId.FiberId): Cause.Cause<never> =>
  HashSet.reduce(
    HashSet.remove(Cause.interruptors(cause), id),
    Cause.empty as Cause.Cause<never>,
    (others, other) => Cause.sequential(others, Cause.interrupt(other)),
  );

/**
 * On the program's own fiber. A timer of the runtime interrupts it, as a fiber that does not exist;
 * where that one alone did, the interruption is taken back, and the timeout is the failure.
 */
const within = <A, E, E2>(
  fiber: Fiber.RuntimeFiber<A, E | E2> & Settable,
  effect: Effect.Effect<A, E>,
  millis: number,
  onTimeout: () => E2,
): Effect.Effect<A, E | E2> => {
  const timerId = FiberId.unsafeMake();
  const before = fiber.getFiberRefs();
  /** Leaves the fiber as it was, but for who else interrupted it meanwhile. */
  const settle = (timer: ReturnType<typeof setTimeout>): Cause.Cause<never> => {
    clearTimeout(timer);
    const cause = fiber.getFiberRef(FiberRef.interruptedCause);
    const others = Cause.isEmpty(cause) ? cause : without(cause, timerId);
    fiber.setFiberRefs(before);
    if (!Cause.isEmpty(others)) fiber.setFiberRef(FiberRef.interruptedCause, others);
    return others;
  };
  return Effect.uninterruptibleMask((restore) => {
    const timer = setTimeout(() => fiber.unsafeInterruptAsFork(timerId), millis);
    return Effect.matchCauseEffect(restore(effect), {
      onFailure: (cause): Effect.Effect<never, E | E2> => {
        const others = settle(timer);
        if (!HashSet.has(Cause.interruptors(cause), timerId)) return Effect.failCause(cause);
        return Cause.isEmpty(others) ? Effect.fail(onTimeout()) : Effect.failCause(others);
      },
      onSuccess: (value) => {
        settle(timer);
        return Effect.succeed(value);
      },
    });
  });
};

/**
 * On a fiber of its own, beside one that sleeps on the program's clock. What cannot be interrupted
 * goes on after the timeout, and nobody waits for it.
 */
const beside = <A, E, E2>(
  effect: Effect.Effect<A, E>,
  timeout: Duration.Duration,
  onTimeout: () => E2,
): Effect.Effect<A, E | E2> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.flatMap(
      Effect.all([
        // As an exit: a fiber that fails is logged, and the failure may show what is not to be shown.
        Effect.forkDaemon(Effect.exit(restore(effect))),
        Effect.forkDaemon(Effect.interruptible(Effect.sleep(timeout))),
      ]),
      ([child, sleeper]) =>
        Effect.ensuring(
          restore(Effect.async<A, E | E2>((resume) => {
            child.addObserver((exit) => resume(Exit.flatten(exit)));
            sleeper.addObserver(() => resume(Effect.fail(onTimeout())));
            return Fiber.interrupt(child);
          })),
          Effect.zipRight(Fiber.interruptFork(sleeper), Fiber.interruptFork(child)),
        ),
    )
  );

/**
 * Runs an effect for no longer than so long, as on a fiber of its own: what it does to the fiber's
 * references ends with it. `Effect.timeoutFail` forks two fibers for it, which costs more than the call.
 */
export const timeoutFail = <A, E, E2>(
  effect: Effect.Effect<A, E>,
  timeout: Duration.Duration,
  onTimeout: () => E2,
): Effect.Effect<A, E | E2> =>
  Effect.checkInterruptible((interruptible) =>
    Effect.withFiberRuntime((fiber: Fiber.RuntimeFiber<A, E | E2>) => {
      const millis = timerMillis(Context.get(fiber.currentDefaultServices, Clock.Clock), timeout);
      // A fiber's interruption is its children's too, and they are the program's.
      return interruptible && millis !== Infinity && isSettable(fiber) &&
          fiber.getChildren().size === 0
        ? within(fiber, effect, millis, onTimeout)
        : beside(effect, timeout, onTimeout);
    })
  );
