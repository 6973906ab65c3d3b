import * as Cause from "effect/Cause";
import * as Deferred from "effect/Deferred";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as FastCheck from "effect/FastCheck";
import * as Fiber from "effect/Fiber";
import * as FiberRef from "effect/FiberRef";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { timeoutFail } from "../src/http/timeout.ts";

// On the runtime's own clock, whose timers these tests turn.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const limit = 1_000;

const limited = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E | "late"> =>
  timeoutFail(effect, Duration.millis(limit), () => "late" as const);

/** Runs a program, and lets so much time pass. */
const runFor = async <A, E>(millis: number, program: Effect.Effect<A, E>) => {
  const fiber = Effect.runFork(program);
  await vi.advanceTimersByTimeAsync(millis);
  return { fiber, exit: fiber.unsafePoll() };
};

/** Work that ends after so long, and says whether it was interrupted. */
const work = (millis: number) => {
  const state = { interrupted: 0, ended: 0 };
  const effect = Effect.async<string>((resume) => {
    const timer = setTimeout(() => {
      state.ended++;
      resume(Effect.succeed("done"));
    }, millis);
    return Effect.sync(() => {
      state.interrupted++;
      clearTimeout(timer);
    });
  });
  return { state, effect };
};

/** How the program runs what is limited: on its own fiber, or where that cannot be interrupted. */
const places: Record<string, <A, E>(effect: Effect.Effect<A, E>) => Effect.Effect<A, E>> = {
  "on the program's fiber": (effect) => effect,
  "on a fiber that has children": (effect) => Effect.zipRight(Effect.fork(Effect.never), effect),
  "in a region that is uninterruptible": Effect.uninterruptible,
};

for (const [place, put] of Object.entries(places)) {
  describe(`a timeout ${place}`, () => {
    it("fails when the time has passed, and not before", async () => {
      const { fiber, exit } = await runFor(limit - 1, put(limited(work(limit * 2).effect)));
      expect(exit).toBeNull();
      await vi.advanceTimersByTimeAsync(1);
      expect(fiber.unsafePoll()).toEqual(Exit.fail("late"));
    });

    it("leaves what is in time alone, and no timer behind", async () => {
      const { state, effect } = work(limit - 1);
      const { exit } = await runFor(limit * 3, put(limited(effect)));
      expect(exit).toEqual(Exit.succeed("done"));
      expect(state).toEqual({ interrupted: 0, ended: 1 });
      expect(vi.getTimerCount()).toBe(0);
    });

    it("lets the program go on: it catches the failure, and tries again", async () => {
      const again = limited(work(limit * 2).effect).pipe(
        Effect.catchAll((error) => Effect.zipRight(Effect.yieldNow(), Effect.succeed(error))),
        Effect.flatMap((first) => Effect.map(limited(work(1).effect), (second) => [first, second])),
      );
      const { exit } = await runFor(limit + 10, put(again));
      expect(exit).toEqual(Exit.succeed(["late", "done"]));
    });

    it("passes a failure of the effect on", async () => {
      const { exit } = await runFor(1, put(limited(Effect.fail("own"))));
      expect(exit).toEqual(Exit.fail("own"));
    });

    it("passes a defect of the effect on", async () => {
      const { exit } = await runFor(1, put(limited(Effect.die("own"))));
      expect(exit).toEqual(Exit.die("own"));
    });

    it("ends with the effect what it did to the fiber's references", async () => {
      const ref = FiberRef.unsafeMake("before");
      const set = limited(Effect.zipRight(FiberRef.set(ref, "within"), Effect.void));
      const { exit } = await runFor(1, put(Effect.zipRight(set, FiberRef.get(ref))));
      expect(exit).toEqual(Exit.succeed("before"));
    });
  });
}

describe("a timeout", () => {
  it("interrupts the effect, and waits for its finalizers", async () => {
    const { state, effect } = work(limit * 2);
    const steps: Array<string> = [];
    const finalized = Effect.onInterrupt(effect, () => Effect.sync(() => steps.push("finalizer")));
    const program = Effect.tapError(
      limited(finalized),
      (error) => Effect.sync(() => steps.push(error)),
    );
    await runFor(limit, program);
    expect(state.interrupted).toBe(1);
    expect(steps).toEqual(["finalizer", "late"]);
  });

  it("leaves the fibers alone that the program has forked before", async () => {
    const beat = Effect.forever(Effect.sleep("100 millis"));
    const program = Effect.flatMap(
      Effect.fork(beat),
      (heart) =>
        Effect.zipRight(Effect.flip(limited(Effect.never)), Effect.sync(() => heart.unsafePoll())),
    );
    const { exit } = await runFor(limit, program);
    expect(exit).toEqual(Exit.succeed(null));
  });

  it("is told from an outer one that passes first", async () => {
    const outer = timeoutFail(limited(Effect.never), Duration.millis(10), () => "outer" as const);
    const { exit } = await runFor(10, outer);
    expect(exit).toEqual(Exit.fail("outer"));
  });

  it("is told from an inner one that passes first", async () => {
    const inner = timeoutFail(Effect.never, Duration.millis(10), () => "inner" as const);
    const { exit } = await runFor(10, limited(Effect.flip(inner)));
    expect(exit).toEqual(Exit.succeed("inner"));
  });

  it("comes when a part that is uninterruptible has ended", async () => {
    const { state, effect } = work(limit * 2);
    const { fiber, exit } = await runFor(limit * 2 - 1, limited(Effect.uninterruptible(effect)));
    expect(exit).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    expect(fiber.unsafePoll()).toEqual(Exit.fail("late"));
    expect(state).toEqual({ interrupted: 0, ended: 1 });
  });

  it("does not hide an interruption from outside", async () => {
    const program = Effect.catchAllCause(limited(Effect.never), () => Effect.never);
    const { fiber } = await runFor(limit / 2, program);
    const exit = Effect.runPromise(Fiber.interrupt(fiber));
    await vi.advanceTimersByTimeAsync(1);
    expect(Exit.isInterrupted(await exit)).toBe(true);
  });

  it("does not hide an interruption from outside that comes while it ends the effect", async () => {
    const gate = Deferred.unsafeMake<void>(Effect.runSync(Effect.fiberId));
    const slow = Effect.onInterrupt(Effect.never, () => Deferred.await(gate));
    const program = Effect.catchAllCause(limited(slow), () => Effect.never);
    const { fiber } = await runFor(limit, program);
    const exit = Effect.runPromise(Fiber.interrupt(fiber));
    Effect.runSync(Deferred.succeed(gate, undefined));
    await vi.advanceTimersByTimeAsync(1);
    expect(Exit.isInterrupted(await exit)).toBe(true);
  });

  it("keeps to itself in a finalizer of a fiber that is interrupted", async () => {
    const finalizer = Effect.ignore(limited(Effect.never));
    const { fiber } = await runFor(1, Effect.onInterrupt(Effect.never, () => finalizer));
    const exit = Effect.runPromise(Fiber.interrupt(fiber));
    await vi.advanceTimersByTimeAsync(limit);
    expect(Exit.isInterrupted(await exit)).toBe(true);
  });

  it("gives the one or the other, whatever comes at the same time", async () => {
    const races = FastCheck.asyncProperty(
      FastCheck.integer({ min: limit - 2, max: limit + 2 }),
      FastCheck.option(FastCheck.integer({ min: limit - 2, max: limit + 2 })),
      FastCheck.nat(5),
      async (millis, interruption, steps) => {
        const { effect } = work(millis);
        const stepped = Effect.zipLeft(
          effect,
          Effect.all(Array.from({ length: steps }, () => Effect.yieldNow())),
        );
        // Whoever catches everything goes on, unless it was interrupted itself.
        const program = Effect.catchAll(limited(stepped), Effect.succeed).pipe(
          Effect.zipLeft(Effect.yieldNow()),
        );
        const fiber = Effect.runFork(program);
        if (interruption !== null) {
          setTimeout(() => Effect.runFork(Fiber.interruptFork(fiber)), interruption);
        }
        await vi.advanceTimersByTimeAsync(limit * 2);
        const exit = fiber.unsafePoll();
        expect(exit).not.toBeNull();
        if (exit === null) return;
        if (Exit.isSuccess(exit)) {
          if (millis > limit) expect(exit.value).toBe("late");
          if (millis < limit) expect(exit.value).toBe("done");
        } else {
          expect(interruption).not.toBeNull();
          expect(Cause.isInterruptedOnly(exit.cause)).toBe(true);
        }
      },
    );
    await FastCheck.assert(races, { numRuns: 500 });
  });
});
