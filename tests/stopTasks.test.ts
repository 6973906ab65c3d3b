import { describe, expect, it } from "@effect/vitest";
import * as Chunk from "effect/Chunk";
import * as Effect from "effect/Effect";
import * as Either from "effect/Either";
import * as Fiber from "effect/Fiber";
import * as Schedule from "effect/Schedule";
import * as Stream from "effect/Stream";
import * as TestClock from "effect/TestClock";
import { type StopOutcome, stopTasks, type StopTasksOptions } from "../mod.ts";
import { target } from "./support/program.ts";
import {
  busy,
  denied,
  makeService,
  refused,
  type Service,
  stopped,
  taskIds,
} from "./support/service.ts";

const spacedMinutes = Schedule.spaced("1 minutes");

const soon = Effect.delay(Effect.sync(stopped), "10 millis");

/** Stops them all, while the clock runs. */
const collect = <E>(
  service: Service,
  ids: Iterable<string> | Stream.Stream<string, E>,
  options?: StopTasksOptions,
) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.fork(Stream.runCollect(stopTasks(ids, target, options)));
    for (let second = 0; second < 100 && fiber.unsafePoll() === null; second++) {
      yield* TestClock.adjust("1 seconds");
    }
    return Chunk.toReadonlyArray(yield* Fiber.join(fiber));
  }).pipe(Effect.provide(service.layer));

const tagOf = ({ result }: StopOutcome): string =>
  Either.isRight(result) ? "Stopped" : result.left._tag;

const tags = (outcomes: ReadonlyArray<StopOutcome>): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[tagOf(outcome)] = (counts[tagOf(outcome)] ?? 0) + 1;
  return counts;
};

describe("stopTasks", () => {
  it.effect("gives one outcome for each id", () =>
    Effect.gen(function* () {
      const service = makeService(() => soon);
      const outcomes = yield* collect(service, taskIds(100));
      expect(outcomes.map(({ taskId }) => taskId).sort()).toEqual([...taskIds(100)].sort());
      expect(tags(outcomes)).toEqual({ Stopped: 100 });
    }));

  it.effect("gives nothing for no ids", () =>
    Effect.gen(function* () {
      expect(yield* collect(makeService(() => soon), [])).toEqual([]);
    }));

  it.effect("sends no more at a time than it may", () =>
    Effect.gen(function* () {
      const service = makeService(() => soon);
      yield* collect(service, taskIds(50), { concurrency: 3 });
      expect(service.most).toBe(3);
    }));

  it.effect("sends 16 at a time by default", () =>
    Effect.gen(function* () {
      const service = makeService(() => soon);
      yield* collect(service, taskIds(50));
      expect(service.most).toBe(16);
    }));

  it.effect("takes ids from a stream, as they come", () =>
    Effect.gen(function* () {
      const service = makeService(() => soon);
      const ids = Stream.schedule(Stream.fromIterable(taskIds(3)), spacedMinutes);
      const seen: Array<string> = [];
      const fiber = yield* stopTasks(ids, target).pipe(
        Stream.runForEach(({ taskId }) => Effect.sync(() => seen.push(taskId))),
        Effect.provide(service.layer),
        Effect.fork,
      );
      yield* TestClock.adjust("61 seconds");
      expect(seen).toEqual(["task-1"]);
      yield* TestClock.adjust("2 minutes");
      yield* Fiber.join(fiber);
      expect(seen).toEqual([...taskIds(3)]);
    }));

  it.effect("merges an id that came by with its first", () =>
    Effect.gen(function* () {
      const service = makeService(() => soon);
      const outcomes = yield* collect(service, ["task-1", "task-2", "task-1", "task-1"]);
      expect(outcomes).toHaveLength(2);
      expect(service.asked).toHaveLength(2);
    }));

  it.effect("takes a single text for an id", () =>
    Effect.gen(function* () {
      const outcomes = yield* collect(makeService(() => soon), "task-1");
      expect(outcomes.map(({ taskId }) => taskId)).toEqual(["task-1"]);
    }));

  it.effect("makes an outcome of a bad id, without a request", () =>
    Effect.gen(function* () {
      const service = makeService(() => soon);
      const outcomes = yield* collect(service, ["task-1", "no id", "", "task-2"]);
      expect(tags(outcomes)).toEqual({ Stopped: 2, InvalidTaskId: 2 });
      expect(outcomes.find(({ taskId }) => taskId === "no id")?.attempts).toBe(0);
      expect(service.asked.sort()).toEqual(["task-1", "task-2"]);
    }));

  it.effect("makes an outcome of an id that is no text", () =>
    Effect.gen(function* () {
      const ids: ReadonlyArray<string> = JSON.parse('[null, 7, {"id": 1}, "task-1"]');
      const outcomes = yield* collect(makeService(() => soon), ids);
      expect(tags(outcomes)).toEqual({ InvalidTaskId: 3, Stopped: 1 });
    }));

  it.effect("tries again what passes, and says how often and how long", () =>
    Effect.gen(function* () {
      const service = makeService((_, nth) => nth < 3 ? Effect.sync(busy) : soon);
      const [outcome] = yield* collect(service, ["task-1"]);
      expect(outcome?.attempts).toBe(3);
      expect(tagOf(outcome as StopOutcome)).toBe("Stopped");
      expect(outcome?.durationMillis).toBeGreaterThanOrEqual(10);
    }));

  it.effect("goes on after a failure", () =>
    Effect.gen(function* () {
      const service = makeService((taskId) =>
        taskId === "task-1" ? Effect.sync(() => Response.json({ error_code: "CC.00050013" })) : soon
      );
      expect(tags(yield* collect(service, taskIds(5)))).toEqual({ TaskNotFound: 1, Stopped: 4 });
    }));

  it.effect("sends nothing more when the credentials are refused", () =>
    Effect.gen(function* () {
      const service = makeService((taskId) => taskId === "task-20" ? Effect.sync(refused) : soon);
      const outcomes = yield* collect(service, taskIds(1_000), { concurrency: 4 });
      expect(outcomes).toHaveLength(1_000);
      const { AuthRejected, NotAttempted = 0 } = tags(outcomes);
      expect(AuthRejected).toBe(1);
      expect(NotAttempted).toBeGreaterThan(970);
      const left = outcomes.map(({ result }) => result).find((result) =>
        Either.isLeft(result) && result.left._tag === "NotAttempted"
      );
      expect(left).toMatchObject({
        left: { because: "Refused", refusal: "AuthRejected", retryable: false },
      });
    }));

  it.effect("sends nothing more when no permission is had", () =>
    Effect.gen(function* () {
      const service = makeService(() => Effect.sync(denied));
      const outcomes = yield* collect(service, taskIds(100), { concurrency: 1 });
      expect(tags(outcomes)).toEqual({ PermissionDenied: 1, NotAttempted: 99 });
    }));

  it.effect("goes on where one task's permission is missing, and others' was not", () =>
    Effect.gen(function* () {
      const service = makeService((taskId) => taskId === "task-2" ? Effect.sync(denied) : soon);
      const outcomes = yield* collect(service, taskIds(10), { concurrency: 1 });
      expect(tags(outcomes)).toEqual({ PermissionDenied: 1, Stopped: 9 });
    }));

  it.effect("fails as the stream of ids fails, after the outcomes of those before", () =>
    Effect.gen(function* () {
      const service = makeService(() => soon);
      const ids = Stream.concat(Stream.fromIterable(taskIds(3)), Stream.fail("no more"));
      const seen: Array<string> = [];
      const fiber = yield* stopTasks(ids, target).pipe(
        Stream.runForEach(({ taskId }) => Effect.sync(() => seen.push(taskId))),
        Effect.flip,
        Effect.provide(service.layer),
        Effect.fork,
      );
      yield* TestClock.adjust("1 seconds");
      expect(yield* Fiber.join(fiber)).toBe("no more");
      expect(seen).toHaveLength(3);
    }));

  it.effect("sends no more than its reader takes", () =>
    Effect.gen(function* () {
      const service = makeService(() => soon);
      const fiber = yield* stopTasks(taskIds(10_000), target, { concurrency: 2 }).pipe(
        Stream.runForEach(() => Effect.never),
        Effect.provide(service.layer),
        Effect.fork,
      );
      yield* TestClock.adjust("10 seconds");
      expect(service.asked.length).toBeLessThan(20);
      yield* Fiber.interrupt(fiber);
    }));

  for (const concurrency of [0, -1, 1.5, NaN, Infinity, "4"]) {
    it.effect(`fails with InvalidRequest for a concurrency of ${JSON.stringify(concurrency)}`, () =>
      Effect.gen(function* () {
        const options: StopTasksOptions = { concurrency: concurrency as number };
        const service = makeService(() => soon);
        const error = yield* Effect.flip(collect<never>(service, taskIds(3), options));
        expect(error._tag).toBe("InvalidRequest");
        expect(error.message).toContain("concurrency");
        expect(service.asked).toEqual([]);
      }));
  }
});
