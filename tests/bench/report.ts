/**
 * The figures as tables.
 *
 * @module
 */
import type {
  Allocation,
  Authorization,
  Bulk,
  Capacity,
  Figures,
  Flatness,
  Import,
  Listing,
  On,
  Signature,
  Start,
  Throughput,
  Timing,
} from "./figures.ts";
import { rowOf, shareOfSdk } from "./shares.ts";
import type { Table } from "./table.ts";
import { targetsOf } from "./targets.ts";
import { clients } from "./variants/Variant.ts";

const inProcess = ({ found, runtime }: On<ReadonlyArray<Timing>>): Table => {
  const share = shareOfSdk(found, ({ overRaw }) => overRaw);
  return {
    title:
      `One call in process on ${runtime}, on a stubbed fetch (us of processor time; an error: over raw's own error)`,
    head: ["", "us", "us over raw", "of the SDK's"],
    rows: found.map(({ micros, name, overRaw }) => [
      name,
      micros.toFixed(1),
      name.startsWith("raw") ? "-" : overRaw.toFixed(1),
      name.startsWith("raw") || name.endsWith("error") ? "-" : share(name).toFixed(2),
    ]),
  };
};

/** What the README warns of. */
const perCall = ({ found, runtime }: On<ReadonlyArray<Timing>>): Table => ({
  title: `The same with the layers built once, and on each call, on ${runtime}`,
  head: ["", "once: us over raw", "per call: us over raw", "times"],
  rows: clients.map((client) => {
    const once = rowOf(found, client).overRaw;
    const each = rowOf(found, `${client}, layers per call`).overRaw;
    return [client, once.toFixed(1), each.toFixed(1), (each / once).toFixed(1)];
  }),
});

const heap = (allocations: ReadonlyArray<Allocation>): Table => {
  const share = shareOfSdk(allocations, ({ bytes }) => bytes);
  return {
    title: "Heap of one call in process (with that of the stub's response)",
    head: ["", "kB", "of the SDK's, each over raw"],
    rows: allocations.map(({ bytes, name }) => [
      name,
      (bytes / 1_000).toFixed(1),
      name.startsWith("raw") || name.endsWith("error") ? "-" : share(name).toFixed(2),
    ]),
  };
};

const loopback = (throughputs: ReadonlyArray<Throughput>): Table => ({
  title: "Over loopback (us: the caller's processor time)",
  head: [
    "",
    "at a time",
    "calls a second",
    "of raw",
    "of the SDK",
    "us a call",
  ],
  rows: throughputs.map((
    { concurrency, micros, name, ofRaw, ofSdk, perSecond },
  ) => [
    name,
    String(concurrency),
    perSecond.toFixed(0),
    ofRaw.toFixed(2),
    ofSdk.toFixed(2),
    micros.toFixed(0),
  ]),
});

const signing = (
  signatures: ReadonlyArray<On<ReadonlyArray<Signature>>>,
): Table => ({
  title: "Signing a stop (us of processor time; on workerd: on the clock)",
  head: ["", "runtime", "us", "of the SDK's"],
  rows: signatures.flatMap(({ found, runtime }) =>
    found.map(({ micros, name, ofSdk }) => [
      name,
      runtime,
      micros.toFixed(1),
      ofSdk?.toFixed(2) ?? "-",
    ])
  ),
});

const authorizing = (authorizations: ReadonlyArray<Authorization>): Table => ({
  title: "authorize (us of processor time)",
  head: ["", "us", "over StaticToken"],
  rows: authorizations.map(({ micros, name, overStatic }) => [
    name,
    micros.toFixed(2),
    overStatic.toFixed(2),
  ]),
});

const starting = (starts: ReadonlyArray<Start>): Table => ({
  title: "workerd, from its start to the first reply",
  head: ["", "ms", "times the empty worker"],
  rows: starts.map(({ millis, name, timesEmpty }) => [
    name,
    millis.toFixed(1),
    timesEmpty.toFixed(2),
  ]),
});

const importing = (imports: ReadonlyArray<Import>): Table => ({
  title: "Importing a bundle on a fresh Node (ms of processor time over an empty module's)",
  head: ["", "ms", "of the SDK's"],
  rows: imports.map((
    { millis, name, ofSdk },
  ) => [name, millis.toFixed(1), ofSdk.toFixed(2)]),
});

const inBulk = ({ ids, rows }: Bulk): Table => ({
  title: `${
    ids.toLocaleString("en")
  } stops over loopback, 16 at a time (us: the caller's processor time)`,
  head: ["", "stops a second", "of the loop", "us a stop"],
  rows: rows.map(({ micros, name, ofLoop, perSecond }) => [
    name,
    perSecond.toFixed(0),
    ofLoop.toFixed(2),
    micros.toFixed(0),
  ]),
});

const listed = ({ rows, tasks }: Listing): Table => ({
  title: `A listing of ${tasks.toLocaleString("en")} tasks over loopback`,
  head: ["", "requests", "tasks a second", "of raw"],
  rows: rows.map(({ name, ofRaw, perSecond, requests }) => [
    name,
    requests.toLocaleString("en"),
    perSecond.toFixed(0),
    ofRaw.toFixed(2),
  ]),
});

const atCapacity = ({ ids, limits, rows }: Capacity): Table => ({
  title: `${ids.toLocaleString("en")} stops of a service that bears ${
    limits.join(", then ")
  } at a time`,
  head: ["", "stops a second", "time, of the best fixed number's"],
  rows: rows.map(({ name, perSecond, timesBest }) => [
    name,
    perSecond.toFixed(0),
    timesBest.toFixed(2),
  ]),
});

const longRun = ({ calls, tenths }: Flatness): Table => ({
  title: `${calls.toLocaleString("en")} calls on FetchHttpClient, in tenths`,
  head: ["", "us, fastest stretch", "times raw", "MB alive"],
  rows: tenths.map(({ heap, micros, timesRaw }, n) => [
    `${n + 1}.`,
    micros.toFixed(1),
    timesRaw.toFixed(2),
    (heap / 1_000_000).toFixed(2),
  ]).filter((_, n) => n === 0 || n === tenths.length - 1),
});

const targets = (figures: Partial<Figures>): Table => ({
  title: "Targets",
  head: ["", "target", "found", "reached"],
  rows: targetsOf(figures).map(({ found, reached, target, what }) => [
    what,
    target,
    found,
    reached ? "yes" : "NO",
  ]),
});

/** A table, where its figures were asked for. */
const tableOf = <A>(
  figure: A | undefined,
  table: (figure: A) => Table,
): ReadonlyArray<Table> => figure === undefined ? [] : [table(figure)];

/** Everything that was measured, with what was to be reached at the end. */
export const report = (figures: Partial<Figures>): ReadonlyArray<Table> => [
  ...(figures.timings ?? []).map(inProcess),
  ...(figures.timings ?? []).slice(0, 1).map(perCall),
  ...tableOf(figures.allocations, heap),
  ...tableOf(figures.throughputs, loopback),
  ...tableOf(figures.signatures, signing),
  ...tableOf(figures.authorizations, authorizing),
  ...tableOf(figures.starts, starting),
  ...tableOf(figures.imports, importing),
  ...tableOf(figures.bulk, inBulk),
  ...tableOf(figures.listing, listed),
  ...(figures.capacity ?? []).map(atCapacity),
  ...tableOf(figures.flatness, longRun),
  targets(figures),
];
