/**
 * Microseconds a call, in process.
 *
 * @module
 */
import type { Effort } from "../effort.ts";
import type { Timing } from "../figures.ts";
import { baseOf, inProcessVariants } from "../variants/inProcess.ts";
import { installStub } from "../variants/stub.ts";
import { cpuMicrosPerCall, inTurn, median, paired, warmUp } from "./rounds.ts";

/** Times every variant. */
export const timings = async (
  { calls, rounds, warmUpCalls }: Effort,
): Promise<ReadonlyArray<Timing>> => {
  installStub();
  const variants = inProcessVariants();
  await warmUp(variants, warmUpCalls);
  const figures = await inTurn(
    variants,
    rounds,
    ({ call }) => cpuMicrosPerCall(call, calls),
  );
  return variants.map(({ name }) => ({
    name,
    micros: median(figures.get(name) ?? []),
    overRaw: paired(figures, name, baseOf(name), (own, raw) => own - raw),
  }));
};
