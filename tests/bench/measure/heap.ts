/**
 * What is alive on the heap.
 *
 * @module
 */
import process from "node:process";
import { setImmediate as turn } from "node:timers/promises";

/** Collects the garbage, also what becomes garbage when finalizers have run. */
export const collect = async (): Promise<void> => {
  globalThis.gc?.();
  await turn();
  globalThis.gc?.();
};

/** The bytes that are alive. */
export const liveBytes = async (): Promise<number> => {
  await collect();
  return process.memoryUsage().heapUsed;
};
