/**
 * Requests that share an isolate of workerd, which kills whoever waits for another request's promise.
 */
import * as Effect from "effect/Effect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deploy, type Deployed } from "./runtimes/workerd.ts";
import { useCloud } from "./support.ts";

const { cloud, served } = useCloud();

describe.each(["once", "each"])("a worker that builds its runtime for /%s", (path) => {
  const user = `user-of-${path}`;
  let deployed: Deployed;
  let taskIds: ReadonlyArray<string>;

  beforeAll(async () => {
    const bindings = { CLOUD: served().url, USER: user };
    deployed = await deploy("tests/runtimes/hosts/stopWorker.ts", { bindings });
    taskIds = await Effect.runPromise(Effect.replicateEffect(cloud().task, 40));
  }, 60_000);

  afterAll(() => deployed.close());

  /** All the tasks at once, each by a request of its own. */
  const stopAll = (): Promise<ReadonlyArray<string>> =>
    Promise.all(taskIds.map(async (taskId) => {
      const response = await deployed.worker.dispatchFetch(`http://worker/${path}?task=${taskId}`);
      return `${response.status} ${await response.text()}`;
    }));

  const allStopped = Array.from({ length: 40 }, () => "204 ");

  it("serves 40 cold requests at once, each with a token of IAM's", async () => {
    expect(await stopAll()).toEqual(allStopped);
    const states = await Effect.runPromise(Effect.forEach(taskIds, cloud().state));
    expect(states.filter(({ status, stops }) => status === 3 && stops === 1)).toHaveLength(40);
  });

  it("serves 200 warm requests with the token that the isolate has", async () => {
    const before = await Effect.runPromise(cloud().issued(user));
    for (let turn = 0; turn < 5; turn++) expect(await stopAll()).toEqual(allStopped);
    expect(await Effect.runPromise(cloud().issued(user))).toBe(before);
    expect(before).toBeGreaterThan(0);
  });
});
