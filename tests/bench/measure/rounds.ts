/**
 * Variants in turn: a machine is never equally fast for long, so what is compared is measured side
 * by side, and the median over the rounds is taken of the comparison, not of its two sides.
 *
 * @module
 */
import process from "node:process";
import { setImmediate as turn } from "node:timers/promises";

/** The middle of some numbers. */
export const median = (numbers: ReadonlyArray<number>): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
};

/** The figures of each subject, one a round, by the subject's name. */
export type Rounds = ReadonlyMap<string, ReadonlyArray<number>>;

/**
 * Takes one figure of each subject in each round. Each round begins with another subject, and every
 * other one goes backwards, so that none always runs on the garbage of the same one.
 */
export const inTurn = async <Subject extends { readonly name: string }>(
  subjects: ReadonlyArray<Subject>,
  rounds: number,
  measure: (subject: Subject) => Promise<number>,
): Promise<Rounds> => {
  const figures = new Map<string, Array<number>>(
    subjects.map(({ name }) => [name, []]),
  );
  for (let round = 0; round < rounds; round++) {
    const first = round % subjects.length;
    const order = [...subjects.slice(first), ...subjects.slice(0, first)];
    for (const subject of round % 2 === 0 ? order : order.reverse()) {
      figures.get(subject.name)?.push(await measure(subject));
    }
  }
  return figures;
};

/** The median of what is made of a subject's figure and that of another in the same round. */
export const paired = (
  rounds: Rounds,
  name: string,
  base: string,
  compare: (own: number, other: number) => number,
): number => {
  const others = rounds.get(base) ?? [];
  return median(
    (rounds.get(name) ?? []).map((own, round) => compare(own, others[round] ?? NaN)),
  );
};

/** Calls one after the other. The event loop turns now and then, so that nothing piles up. */
export const repeat = async (
  call: () => Promise<unknown>,
  calls: number,
): Promise<void> => {
  for (let n = 1; n <= calls; n++) {
    await call();
    if (n % 50 === 0) await turn();
  }
};

/** Calls every variant by turns, for the compiler to have seen all of it and to have done its work. */
export const warmUp = async (
  variants: ReadonlyArray<{ readonly call: () => Promise<unknown> }>,
  calls: number,
): Promise<void> => {
  for (let n = 0; n < 10; n++) {
    for (const { call } of variants) await repeat(call, calls / 10);
  }
};

/**
 * Microseconds of processor time that some work takes. Nothing waits in process, so on a machine
 * with nothing else to do this is the time on the clock; on any other it leaves out what other
 * programs took meanwhile. The threads that collect this process's garbage are in it.
 */
export const cpuMicros = async (work: () => unknown): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { system, user } = process.cpuUsage(before);
  return system + user;
};

/** The same for one call of many. */
export const cpuMicrosPerCall = async (
  call: () => Promise<unknown>,
  calls: number,
): Promise<number> => await cpuMicros(() => repeat(call, calls)) / calls;
