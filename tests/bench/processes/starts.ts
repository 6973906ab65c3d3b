/**
 * How long a worker takes from the start of workerd to its first reply: the example of src/edge,
 * which stops a check meanwhile, and one that does nothing.
 *
 * @module
 */
import { performance } from "node:perf_hooks";
import { bundle } from "../../gate/bundle.ts";
import { efforts } from "../effort.ts";
import type { Start } from "../figures.ts";
import { inTurn, median, paired } from "../measure/rounds.ts";
import type { Bench } from "../runMeasurement.ts";
import { startServer } from "../startServer.ts";
import { type Worker, workerOf } from "./workerd.ts";

const emptyWorker = `export default { fetch: () => new Response(null, { status: 204 }) };`;

const millisToReply = async ({ start }: Worker): Promise<number> => {
  const begin = performance.now();
  const { get, kill } = await start();
  try {
    await get("/?task=5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d");
    return performance.now() - begin;
  } finally {
    kill();
  }
};

/** Starts each worker by turns. */
export const starts = async (
  { effort, server }: Bench,
): Promise<ReadonlyArray<Start>> => {
  const { close, host } = await startServer(server);
  const { code } = await bundle("src/edge/cloudflare.ts");
  const workers = [
    { name: "empty worker", worker: await workerOf(emptyWorker, host) },
    { name: "src/edge/cloudflare.ts", worker: await workerOf(code, host) },
  ] as const;
  try {
    for (const { worker } of workers) await millisToReply(worker);
    const figures = await inTurn(
      workers,
      efforts[effort].starts,
      ({ worker }) => millisToReply(worker),
    );
    return workers.map(({ name }) => ({
      name,
      millis: median(figures.get(name) ?? []),
      timesEmpty: paired(
        figures,
        name,
        "empty worker",
        (own, empty) => own / empty,
      ),
    }));
  } finally {
    for (const { worker } of workers) worker.remove();
    close();
  }
};
