import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Either from "effect/Either";
import * as Fiber from "effect/Fiber";
import * as Stream from "effect/Stream";
import * as TestClock from "effect/TestClock";
import { type StopOutcome, stopTasks, type StopTasksOptions } from "../mod.ts";
import { target } from "./support/program.ts";
import { makeService, type Service, stopped, taskIds } from "./support/service.ts";

const after = (duration: `${number} seconds`) => Effect.delay(Effect.sync(stopped), duration);

interface Ended {
  readonly read: ReadonlyArray<StopOutcome>;
  readonly reported: ReadonlyArray<StopOutcome>;
  readonly service: Service;
}

/** Stops many, interrupts after so long, and lets the clock run on. */
const interruptAfter = (
  duration: `${number} seconds`,
  service: Service,
  ids: Iterable<string> | Stream.Stream<string>,
  options?: StopTasksOptions,
): Effect.Effect<Ended> =>
  Effect.gen(function* () {
    const read: Array<StopOutcome> = [];
    const reported: Array<StopOutcome> = [];
    const all = {
      onInterrupt: (outcome: StopOutcome) => Effect.sync(() => reported.push(outcome)),
      ...options,
    };
    const fiber = yield* stopTasks(ids, target, all).pipe(
      Stream.runForEach((outcome) => Effect.sync(() => read.push(outcome))),
      Effect.orDie,
      Effect.provide(service.layer),
      Effect.fork,
    );
    yield* TestClock.adjust(duration);
    const interrupting = yield* Effect.fork(Fiber.interrupt(fiber));
    for (let second = 0; second < 60 && interrupting.unsafePoll() === null; second++) {
      yield* TestClock.adjust("1 seconds");
    }
    yield* Fiber.join(interrupting);
    return { read, reported, service };
  });

const tagOf = ({ result }: StopOutcome): string =>
  Either.isRight(result) ? "Stopped" : result.left._tag;

const idsOf = (outcomes: ReadonlyArray<StopOutcome>, tag: string): ReadonlyArray<string> =>
  outcomes.filter((outcome) => tagOf(outcome) === tag).map(({ taskId }) => taskId).sort();

describe("stopTasks, when it is interrupted,", () => {
  it.effect("sends nothing more", () =>
    Effect.gen(function* () {
      const service = makeService(() => after("2 seconds"));
      yield* interruptAfter("5 seconds", service, taskIds(100), { concurrency: 2 });
      expect(service.asked).toHaveLength(6);
    }));

  it.effect("lets what is under way end, and reports it", () =>
    Effect.gen(function* () {
      const service = makeService(() => after("2 seconds"));
      const { read, reported } = yield* interruptAfter("5 seconds", service, taskIds(6), {
        concurrency: 2,
      });
      expect(read).toHaveLength(4);
      expect(idsOf(reported, "Stopped")).toEqual(["task-5", "task-6"]);
      expect(service.cut).toBe(0);
    }));

  it.effect("reports the ids that it did not attempt, also those that it had not yet read", () =>
    Effect.gen(function* () {
      const service = makeService(() => after("2 seconds"));
      const { read, reported } = yield* interruptAfter("1 seconds", service, taskIds(1_000), {
        concurrency: 2,
      });
      expect(read).toEqual([]);
      expect(idsOf(reported, "NotAttempted"))
        .toEqual([...taskIds(1_000).slice(2)].sort());
      expect(reported).toHaveLength(1_000);
    }));

  it.effect("cuts short what takes longer than the grace period, and says that it may have arrived", () =>
    Effect.gen(function* () {
      const service = makeService(() => after("30 seconds"));
      const { reported } = yield* interruptAfter("1 seconds", service, taskIds(3), {
        concurrency: 2,
        gracePeriod: "3 seconds",
      });
      expect(service.cut).toBe(2);
      expect(idsOf(reported, "StopInterrupted")).toEqual(["task-1", "task-2"]);
      expect(idsOf(reported, "NotAttempted")).toEqual(["task-3"]);
    }));

  it.effect("does not wait where nothing is under way", () =>
    Effect.gen(function* () {
      const service = makeService(() => after("1 seconds"));
      const ids = Stream.concat(Stream.make("task-1"), Stream.never);
      const { read } = yield* interruptAfter("5 seconds", service, ids, { gracePeriod: 0 });
      expect(read).toHaveLength(1);
    }));

  it.effect("waits no longer for ids that do not come than the grace period", () =>
    Effect.gen(function* () {
      const service = makeService(() => after("1 seconds"));
      const ids = Stream.concat(Stream.fromIterable(taskIds(2)), Stream.never);
      const { read, reported } = yield* interruptAfter("5 seconds", service, ids);
      expect(read).toHaveLength(2);
      expect(reported).toEqual([]);
    }));

  it.effect("keeps the clock of an attempt: what was read is not reported again", () =>
    Effect.gen(function* () {
      const service = makeService(() => after("1 seconds"));
      const { read, reported } = yield* interruptAfter("3 seconds", service, taskIds(200), {
        concurrency: 5,
      });
      const all = [...read, ...reported].map(({ taskId }) => taskId);
      expect(new Set(all).size).toBe(200);
      expect(all).toHaveLength(200);
    }));

  it.effect("hands on what nobody reads when the reader has enough", () =>
    Effect.gen(function* () {
      const service = makeService(() => after("1 seconds"));
      const reported: Array<StopOutcome> = [];
      const fiber = yield* stopTasks(taskIds(10), target, {
        concurrency: 1,
        onInterrupt: (outcome) => Effect.sync(() => reported.push(outcome)),
      }).pipe(
        Stream.take(3),
        Stream.runDrain,
        Effect.provide(service.layer),
        Effect.fork,
      );
      yield* TestClock.adjust("20 seconds");
      yield* Fiber.join(fiber);
      expect(reported).toHaveLength(7);
    }));
});
