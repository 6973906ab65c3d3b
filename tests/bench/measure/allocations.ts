/**
 * Bytes that a call allocates on the heap.
 *
 * Node has no counter of all that was ever allocated, but the heap only grows between two garbage
 * collections. So this runs in a process whose young generation has room for everything that one
 * turn allocates, and what the heap grew by in a turn, from a collection asked for before it, is
 * what the turn allocated. Buffers outside the heap are not counted.
 *
 * @module
 */
import process from "node:process";
import type { Effort } from "../effort.ts";
import type { Allocation } from "../figures.ts";
import { inProcessVariants } from "../variants/inProcess.ts";
import { installStub } from "../variants/stub.ts";
import { liveBytes } from "./heap.ts";
import { inTurn, median, repeat, warmUp } from "./rounds.ts";

/** Few enough: the dearest variant allocates some 300 kB a call, and there is room for 256 MB. */
const callsInTurn = 100;

/** Weighs every variant. */
export const allocations = async (
  { rounds, warmUpCalls }: Effort,
): Promise<ReadonlyArray<Allocation>> => {
  installStub();
  const variants = inProcessVariants();
  await warmUp(variants, warmUpCalls);
  const figures = await inTurn(variants, rounds, async ({ call }) => {
    const before = await liveBytes();
    await repeat(call, callsInTurn);
    return (process.memoryUsage().heapUsed - before) / callsInTurn;
  });
  return variants.map(({ name }) => ({
    name,
    bytes: median(figures.get(name) ?? []),
  }));
};
