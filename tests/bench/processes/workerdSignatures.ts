/**
 * What it takes to sign a stop on workerd. Its clock stands still while it works, so it is timed
 * from outside: a request that signs much takes longer than one that signs less.
 *
 * @module
 */
import { performance } from "node:perf_hooks";
import { bundle } from "../../gate/bundle.ts";
import { installed, versionOf } from "../../runtimes/runtimes/Runtime.ts";
import { efforts } from "../effort.ts";
import type { On, Signature } from "../figures.ts";
import type { Bench } from "../runMeasurement.ts";
import { type Running, workerOf } from "./workerd.ts";

const millisToSign = async (
  { get }: Running,
  calls: number,
): Promise<number> => {
  const begin = performance.now();
  const signed = await get(`/?signatures=${calls}`);
  const millis = performance.now() - begin;
  if (!signed.startsWith("SDK-HMAC-SHA256 ")) {
    throw new Error("the worker signed nothing");
  }
  return millis;
};

/** The fastest of many requests of either length, since all that disturbs one makes it slower. */
export const workerdSignatures = async (
  { effort }: Bench,
): Promise<On<ReadonlyArray<Signature>>> => {
  const { rounds, signatures } = efforts[effort];
  const { code } = await bundle("tests/bench/processes/signingWorker.ts");
  const { remove, start } = await workerOf(code, "127.0.0.1:9");
  try {
    const running = await start();
    try {
      let long = Infinity;
      let short = Infinity;
      for (let round = 0; round <= rounds; round++) {
        long = Math.min(long, await millisToSign(running, signatures * 3));
        short = Math.min(short, await millisToSign(running, signatures));
      }
      const version = await versionOf(installed("workerd"), /\d{4}-\d\d-\d\d/);
      const micros = (long - short) / (signatures * 2) * 1_000;
      return {
        runtime: `workerd ${version}`,
        found: [{ name: "ours", micros }],
      };
    } finally {
      running.kill();
    }
  } finally {
    remove();
  }
};
