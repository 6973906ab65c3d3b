import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/TestClock";
import { cloud } from "./cloud.ts";

it.effect("a stop takes as long as the service works on it", () =>
  Effect.gen(function* () {
    const { emulator, taskId, stop } = yield* cloud({ stopDuration: "3 seconds" });
    yield* emulator.startRun(taskId);
    const fiber = yield* Effect.fork(stop);
    yield* TestClock.adjust("2999 millis");
    expect(fiber.unsafePoll()).toBeNull();
    expect(yield* emulator.task(taskId)).toMatchObject({ value: { status: 0 } });
    yield* TestClock.adjust("1 millis");
    expect((yield* Fiber.join(fiber)).status).toBe(200);
  }));

it.effect("more stops than the service works on at a time get the busy reply", () =>
  Effect.gen(function* () {
    const { stop } = yield* cloud({ stopDuration: "1 seconds", concurrentStops: 2 });
    const stops = yield* Effect.fork(Effect.all([stop, stop, stop], { concurrency: 3 }));
    yield* TestClock.adjust("1 seconds");
    const statuses = (yield* Fiber.join(stops)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 200, 400]);
  }));

it.effect("a stop that is given up makes room", () =>
  Effect.gen(function* () {
    const { stop } = yield* cloud({ stopDuration: "1 seconds", concurrentStops: 1 });
    const first = yield* Effect.fork(stop);
    yield* TestClock.adjust("500 millis");
    yield* Fiber.interrupt(first);
    const second = yield* Effect.fork(stop);
    yield* TestClock.adjust("1 seconds");
    expect((yield* Fiber.join(second)).status).toBe(200);
  }));

it.effect("the limit can be changed while stops are under way", () =>
  Effect.gen(function* () {
    const { emulator, stop } = yield* cloud({ stopDuration: "1 seconds", concurrentStops: 1 });
    const first = yield* Effect.fork(stop);
    yield* TestClock.adjust("100 millis");
    expect((yield* stop).status).toBe(400);
    yield* emulator.setConcurrentStops(2);
    const second = yield* Effect.fork(stop);
    yield* TestClock.adjust("1 seconds");
    expect([(yield* Fiber.join(first)).status, (yield* Fiber.join(second)).status])
      .toEqual([200, 200]);
  }));
