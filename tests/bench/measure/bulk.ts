/**
 * The stops of many tasks, side by side with a plain loop of stops, against a service on loopback.
 *
 * @module
 */
import { performance } from "node:perf_hooks";
import process from "node:process";
import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Mailbox from "effect/Mailbox";
import * as Redacted from "effect/Redacted";
import * as Stream from "effect/Stream";
import { StaticToken, type StopOutcome, stopTask, stopTasks } from "../../../mod.ts";
import type { Effort } from "../effort.ts";
import type { Bulk, BulkRow } from "../figures.ts";
import { startEmulator } from "../startEmulator.ts";
import { taskIdOf } from "../variants/setting.ts";
import { liveBytes } from "./heap.ts";
import { median } from "./rounds.ts";

/** As many at a time as `stopTasks` sends by default. */
const concurrency = 16;

/** The ids are stopped in so many stretches, by either way in turn. */
const stretches = 40;

/** What a stretch took: milliseconds on the clock, microseconds of processor time. */
interface Stretch {
  readonly millis: number;
  readonly micros: number;
}

/** Starts a clock, and reads it. */
const begin = (): () => Stretch => {
  const start = performance.now();
  const cpu = process.cpuUsage();
  return () => {
    const { system, user } = process.cpuUsage(cpu);
    return { millis: performance.now() - start, micros: system + user };
  };
};

const row = (
  name: string,
  found: ReadonlyArray<Stretch>,
  base: ReadonlyArray<Stretch>,
  ids: number,
): BulkRow => ({
  name,
  perSecond: median(found.map(({ millis }) => ids / millis * 1_000)),
  micros: median(found.map(({ micros }) => micros / ids)),
  ofLoop: median(found.map(({ millis }, n) => (base[n]?.millis ?? NaN) / millis)),
});

const mustBeStopped = ({ result }: StopOutcome): void => {
  if (result._tag === "Left") throw result.left;
};

/**
 * One `stopTasks` gets all ids, but a stretch of them only when the loop has stopped the same ones:
 * between two stretches nothing of it is under way.
 */
export const bulk = async ({ bulkIds }: Effort): Promise<Bulk> => {
  const cloud = await startEmulator({ tasks: bulkIds, stopMillis: 0 });
  const target = { endpoint: cloud.endpoint };
  const size = bulkIds / stretches;
  const idsOf = (stretch: number): ReadonlyArray<string> =>
    Array.from({ length: size }, (_, n) => taskIdOf(stretch * size + n));
  const ours: Array<Stretch> = [];
  const loops: Array<Stretch> = [];
  let outcomes = 0;
  let firstMillis = NaN;
  const heaps: Array<number> = [];

  const loop = (ids: ReadonlyArray<string>) =>
    Effect.suspend(() => {
      const read = begin();
      return Effect.forEach(ids, (id) => stopTask(id, target), { concurrency, discard: true }).pipe(
        Effect.map(() => read()),
      );
    });

  const program = Effect.gen(function* () {
    const feed = yield* Mailbox.make<string>();
    let read = begin();
    const next = Effect.gen(function* () {
      const ids = idsOf(ours.length);
      loops.push(yield* loop(ids));
      read = begin();
      feed.unsafeOfferAll(ids);
    });
    const endOfStretch = Effect.gen(function* () {
      ours.push(read());
      if (outcomes === bulkIds / 10) heaps.push(yield* Effect.promise(liveBytes));
      if (outcomes < bulkIds) return yield* next;
      heaps.push(yield* Effect.promise(liveBytes));
      yield* feed.end;
    });
    yield* next;
    yield* Stream.runForEach(
      stopTasks(Mailbox.toStream(feed), target, { concurrency }),
      (outcome) => {
        mustBeStopped(outcome);
        if (++outcomes === 1) firstMillis = read().millis;
        return outcomes % size === 0 ? endOfStretch : Effect.void;
      },
    );
  });

  const live = Layer.merge(FetchHttpClient.layer, StaticToken.layer(Redacted.make(cloud.token)));
  try {
    await Effect.runPromise(Effect.provide(program, live));
    const wholeMillis = ours.reduce((sum, { millis }) => sum + millis, 0);
    return {
      ids: bulkIds,
      rows: [row("loop of stopTask", loops, loops, size), row("stopTasks", ours, loops, size)],
      firstOutcome: firstMillis / wholeMillis,
      growth: (heaps[1] ?? NaN) - (heaps[0] ?? NaN),
    };
  } finally {
    cloud.close();
  }
};
