/**
 * The figures as tables.
 *
 * @module
 */
import type { Allocation, Figures, Flatness, Throughput, Timing } from "./figures.ts";
import { table } from "./table.ts";
import { targetsOf } from "./targets.ts";

const inProcess = (
  timings: ReadonlyArray<Timing>,
  allocations: ReadonlyArray<Allocation>,
): string => {
  const overRawOfSdk = timings.find(({ name }) => name === "SDK")?.overRaw ??
    NaN;
  return table(
    "One call in process, on a stubbed fetch (us: processor time; error: over raw's own error)",
    ["", "us", "us over raw", "of the SDK's", "kB on the heap"],
    timings.map(({ micros, name, overRaw }) => [
      name,
      micros.toFixed(1),
      overRaw === 0 ? "-" : overRaw.toFixed(1),
      overRaw === 0 || name.endsWith("error") ? "-" : (overRaw / overRawOfSdk).toFixed(2),
      ((allocations.find((other) => other.name === name)?.bytes ?? NaN) / 1_000)
        .toFixed(1),
    ]),
  );
};

const loopback = (throughputs: ReadonlyArray<Throughput>): string =>
  table(
    "Over loopback (us: the caller's processor time)",
    ["", "at a time", "calls a second", "of raw", "of the SDK", "us a call"],
    throughputs.map(({ concurrency, micros, name, ofRaw, ofSdk, perSecond }) => [
      name,
      String(concurrency),
      perSecond.toFixed(0),
      ofRaw.toFixed(2),
      ofSdk.toFixed(2),
      micros.toFixed(0),
    ]),
  );

const longRun = ({ calls, tenths }: Flatness): string =>
  table(
    `${calls.toLocaleString("en")} calls, in tenths`,
    ["", "us, fastest stretch", "times raw", "MB alive"],
    tenths.map(({ heap, micros, timesRaw }, n) => [
      `${n + 1}.`,
      micros.toFixed(1),
      timesRaw.toFixed(2),
      (heap / 1_000_000).toFixed(2),
    ]).filter((_, n) => n === 0 || n === tenths.length - 1),
  );

/** Everything, with what was to be reached at the end. */
export const report = (figures: Figures): string =>
  [
    inProcess(figures.timings, figures.allocations),
    loopback(figures.throughputs),
    longRun(figures.flatness),
    table(
      "Targets, on the platform's own client with its layers built once",
      ["", "target", "found", ""],
      targetsOf(figures).map(({ found, reached, target, what }) => [
        what,
        target,
        found,
        reached ? "reached" : "NOT reached",
      ]),
    ),
  ].join("\n\n");
