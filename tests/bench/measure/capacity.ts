/**
 * How long the stops of many tasks take where the service bears only so many at a time: as many as
 * `stopTasks` finds out, against every fixed number.
 *
 * A fixed number is a loop of `stopTask` with `retryTransient`, as one would write it by hand. Both
 * try again until all tasks are stopped, with an endless bucket: who gives up would be faster.
 *
 * @module
 */
import { performance } from "node:perf_hooks";
import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Redacted from "effect/Redacted";
import * as Stream from "effect/Stream";
import {
  RetryPolicy,
  retryTransient,
  StaticToken,
  stopTask,
  stopTasks,
  type TokenService,
} from "../../../mod.ts";
import type { Effort } from "../effort.ts";
import type { Capacity } from "../figures.ts";
import { type Cloud, startEmulator } from "../startEmulator.ts";
import { taskIdOf } from "../variants/setting.ts";
import { inTurn, median } from "./rounds.ts";

/** How many stops the service bears at a time, for an equal share of the ids each. */
const scenarios: ReadonlyArray<ReadonlyArray<number>> = [[8], [8, 4, 12]];

const fixed = [1, 2, 4, 6, 8, 10, 12, 16] as const;

/** How long the service works on a stop. */
const stopMillis = 10;

/** Stops all ids, and tells of each that is stopped. */
type Stopping = (
  ids: ReadonlyArray<string>,
  onStopped: () => void,
) => Effect.Effect<void, unknown, HttpClient | TokenService>;

/** A way to stop many, and which part of the ids it gets: a slow one takes as long with fewer. */
interface Subject {
  readonly name: string;
  readonly part: number;
  readonly stop: Stopping;
}

const subjectsAt = (endpoint: string): ReadonlyArray<Subject> => [
  {
    name: "stopTasks",
    part: 1,
    stop: (ids, onStopped) =>
      Stream.runForEach(
        stopTasks(ids, { endpoint }, { concurrency: 16 }),
        ({ result }) => Effect.map(result, onStopped),
      ),
  },
  ...fixed.map((concurrency): Subject => ({
    name: `${concurrency} at a time`,
    part: Math.min(1, concurrency / 4),
    stop: (ids, onStopped) =>
      Effect.forEach(
        ids,
        (id) => Effect.map(retryTransient()(stopTask(id, { endpoint })), onStopped),
        { concurrency, discard: true },
      ),
  })),
];

const live = ({ token }: Cloud) =>
  Layer.mergeAll(
    FetchHttpClient.layer,
    StaticToken.layer(Redacted.make(token)),
    RetryPolicy.layer({ maxAttempts: Infinity, deadline: "1 hour", capacity: Infinity }),
  );

/** Stops a second. */
const perSecond = async (
  { part, stop }: Subject,
  cloud: Cloud,
  limits: ReadonlyArray<number>,
  count: number,
): Promise<number> => {
  const ids = Array.from({ length: Math.round(count * part) }, (_, n) => taskIdOf(n));
  const share = ids.length / limits.length;
  let stopped = 0;
  let limit: number | undefined;
  const setLimit = (): void => {
    const next = limits[Math.floor(stopped / share)];
    if (next === undefined || next === limit) return;
    limit = next;
    cloud.setConcurrentStops(next);
  };
  const onStopped = (): void => {
    stopped++;
    setLimit();
  };
  setLimit();
  const start = performance.now();
  await Effect.runPromise(Effect.provide(stop(ids, onStopped), live(cloud)));
  return ids.length / (performance.now() - start) * 1_000;
};

/** Stops them by each way in turn. */
export const capacity = async (
  { capacityIds, capacityRounds }: Effort,
): Promise<ReadonlyArray<Capacity>> => {
  const cloud = await startEmulator({ tasks: capacityIds, stopMillis });
  try {
    const subjects = subjectsAt(cloud.endpoint);
    // Warms up what all of them are made of.
    for (const { name, stop } of subjects.slice(0, 2)) {
      await perSecond({ name, part: 0.3, stop }, cloud, [16], capacityIds);
    }
    const found: Array<Capacity> = [];
    for (const limits of scenarios) {
      const rounds = await inTurn(
        subjects,
        capacityRounds,
        (subject) => perSecond(subject, cloud, limits, capacityIds),
      );
      const rates = subjects.map(({ name }) => ({
        name,
        perSecond: median(rounds.get(name) ?? []),
      }));
      const best = Math.max(...rates.slice(1).map(({ perSecond }) => perSecond));
      found.push({
        ids: capacityIds,
        limits,
        rows: rates.map((rate) => ({ ...rate, timesBest: best / rate.perSecond })),
      });
    }
    return found;
  } finally {
    cloud.close();
  }
};
