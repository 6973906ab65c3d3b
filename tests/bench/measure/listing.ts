/**
 * The listing of a large project over loopback, beside a program that knows what `offset` counts and
 * relies on nobody making or deleting tasks meanwhile.
 *
 * @module
 */
import { performance } from "node:perf_hooks";
import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Redacted from "effect/Redacted";
import * as Stream from "effect/Stream";
import { listTasks, StaticToken } from "../../../mod.ts";
import type { Effort } from "../effort.ts";
import type { Listing } from "../figures.ts";
import { type Cloud, startEmulator } from "../startEmulator.ts";
import { projectId } from "../variants/setting.ts";
import { liveBytes } from "./heap.ts";

/** Tasks of a page. */
const limit = 100;

interface Walk {
  readonly requests: number;
  readonly millis: number;
}

/** One page after the other, counted from 1. */
const byHand = async ({ endpoint, token }: Cloud, tasks: number): Promise<Walk> => {
  const start = performance.now();
  let listed = 0;
  let requests = 0;
  for (let total = Infinity; listed < total;) {
    const url = `${endpoint}/v2/${projectId}/tasks?offset=${++requests}&limit=${limit}`;
    const response = await fetch(url, { headers: { "x-auth-token": token } });
    const page = await response.json() as { tasks: ReadonlyArray<unknown>; total: number };
    listed += page.tasks.length;
    total = page.total;
  }
  if (listed !== tasks) throw new Error(`${listed} tasks were listed by hand, of ${tasks}`);
  return { requests, millis: performance.now() - start };
};

/** Lists all tasks, and weighs what is alive after each tenth of them: at its end the walk lets go of all. */
export const listing = async ({ listedTasks }: Effort): Promise<Listing> => {
  const cloud = await startEmulator({ tasks: listedTasks, stopMillis: 0 });
  let requests = 0;
  const counting: typeof fetch = (input, init) => {
    requests++;
    return fetch(input, init);
  };
  const live = Layer.mergeAll(
    FetchHttpClient.layer,
    Layer.succeed(FetchHttpClient.Fetch, counting),
    StaticToken.layer(Redacted.make(cloud.token)),
  );
  const list = (onTask: (listed: number) => Promise<void> | undefined) => {
    let listed = 0;
    return listTasks(projectId, { endpoint: cloud.endpoint }).pipe(
      Stream.runForEach(() => {
        const reading = onTask(++listed);
        return reading === undefined ? Effect.void : Effect.promise(() => reading);
      }),
      Effect.provide(live),
      Effect.runPromise,
    );
  };
  try {
    // Warms up what both are made of.
    await byHand(cloud, listedTasks);
    let firstMillis = NaN;
    const heaps: Array<number> = [];
    await list((listed) =>
      listed % (listedTasks / 10) === 0
        ? liveBytes().then((bytes) => void heaps.push(bytes))
        : undefined
    );
    const raw = await byHand(cloud, listedTasks);
    requests = 0;
    const start = performance.now();
    await list((listed) => {
      if (listed === 1) firstMillis = performance.now() - start;
      return undefined;
    });
    const ours = { requests, millis: performance.now() - start };
    const rowOf = (name: string, { millis, requests }: Walk) => ({
      name,
      requests,
      perSecond: listedTasks / millis * 1_000,
      ofRaw: raw.millis / millis,
    });
    return {
      tasks: listedTasks,
      rows: [rowOf("raw", raw), rowOf("listTasks", ours)],
      firstTask: firstMillis / ours.millis,
      growth: Math.max(...heaps) - (heaps[0] ?? NaN),
    };
  } finally {
    cloud.close();
  }
};
