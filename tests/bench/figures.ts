/**
 * What the benchmark finds out.
 *
 * @module
 */

/** One way to make the call, in process. */
export interface Timing {
  readonly name: string;
  /** Microseconds of processor time a call. */
  readonly micros: number;
  /** The same over the hand-written call that does the same. */
  readonly overRaw: number;
}

/** What one way to make the call leaves on the heap. */
export interface Allocation {
  readonly name: string;
  readonly bytes: number;
}

/** One way to make the call, over a socket, so many calls at a time. */
export interface Throughput {
  readonly name: string;
  readonly concurrency: number;
  readonly perSecond: number;
  /** Microseconds of the caller's processor time a call. */
  readonly micros: number;
  /** Calls a second as a share of the hand-written call's. */
  readonly ofRaw: number;
  /** As a share of the official SDK's. */
  readonly ofSdk: number;
}

/** A tenth of a long run. */
export interface Tenth {
  /** Microseconds of processor time a call in the fastest stretch. */
  readonly micros: number;
  /** The same in times of the hand-written call's, beside it in the same tenth. */
  readonly timesRaw: number;
  /** What is alive on the heap at its end. */
  readonly heap: number;
}

/** A long run, in tenths. */
export interface Flatness {
  readonly calls: number;
  readonly tenths: ReadonlyArray<Tenth>;
}

/** One way to sign a stop. */
export interface Signature {
  readonly name: string;
  /** Microseconds of processor time a signature; on workerd, of time on the clock. */
  readonly micros: number;
  /** As a share of what the SDK's signer takes, where that runs. */
  readonly ofSdk?: number | undefined;
}

/** One way to prove who calls. */
export interface Authorization {
  readonly name: string;
  /** Microseconds of processor time. */
  readonly micros: number;
  /** The same over a token that the program has. */
  readonly overStatic: number;
}

/** One way to stop many tasks. */
export interface BulkRow {
  readonly name: string;
  readonly perSecond: number;
  /** Microseconds of the caller's processor time a stop. */
  readonly micros: number;
  /** Stops a second as a share of the loop's. */
  readonly ofLoop: number;
}

/** The stops of many tasks. */
export interface Bulk {
  readonly ids: number;
  readonly rows: ReadonlyArray<BulkRow>;
  /** When the first outcome came, as a share of the time to the last. */
  readonly firstOutcome: number;
  /** By how many bytes the live heap grew after the first tenth of the outcomes. */
  readonly growth: number;
}

/** One way to stop many where the service is busy. */
export interface CapacityRow {
  readonly name: string;
  readonly perSecond: number;
  /** Its time as times of that of the best fixed number at a time. */
  readonly timesBest: number;
}

/** The stops of many tasks by a service that bears so many at a time. */
export interface Capacity {
  readonly ids: number;
  /** How many, one after the other. */
  readonly limits: ReadonlyArray<number>;
  readonly rows: ReadonlyArray<CapacityRow>;
}

/** One way to list all tasks of a project. */
export interface ListingRow {
  readonly name: string;
  readonly perSecond: number;
  /** Pages that were asked for. */
  readonly requests: number;
  /** Tasks a second as a share of those of a program that knows what `offset` counts. */
  readonly ofRaw: number;
}

/** The listing of a large project. */
export interface Listing {
  readonly tasks: number;
  readonly rows: ReadonlyArray<ListingRow>;
  /** When the first task came, as a share of the time to the last. */
  readonly firstTask: number;
  /** By how many bytes the live heap grew after the first tenth of the tasks. */
  readonly growth: number;
}

/** What the measuring program finds out, on whatever runtime it is run. */
export interface Findings {
  readonly timings: ReadonlyArray<Timing>;
  readonly allocations: ReadonlyArray<Allocation>;
  readonly throughputs: ReadonlyArray<Throughput>;
  readonly flatness: Flatness;
  readonly signatures: ReadonlyArray<Signature>;
  readonly authorizations: ReadonlyArray<Authorization>;
  readonly bulk: Bulk;
  readonly capacity: ReadonlyArray<Capacity>;
  readonly listing: Listing;
}

/** Something that was measured on a runtime. */
export interface On<A> {
  readonly runtime: string;
  readonly found: A;
}

/** From the start of workerd to its first reply. */
export interface Start {
  readonly name: string;
  /** Milliseconds on the clock. */
  readonly millis: number;
  readonly timesEmpty: number;
}

/** What it takes Node to import a bundle. */
export interface Import {
  readonly name: string;
  /** Milliseconds of processor time over those of an empty module. */
  readonly millis: number;
  readonly ofSdk: number;
}

/** Everything; a part of it, where only a part was asked for. */
export interface Figures {
  readonly timings: ReadonlyArray<On<ReadonlyArray<Timing>>>;
  readonly allocations: ReadonlyArray<Allocation>;
  readonly throughputs: ReadonlyArray<Throughput>;
  readonly flatness: Flatness;
  readonly signatures: ReadonlyArray<On<ReadonlyArray<Signature>>>;
  readonly authorizations: ReadonlyArray<Authorization>;
  readonly starts: ReadonlyArray<Start>;
  readonly imports: ReadonlyArray<Import>;
  readonly bulk: Bulk;
  readonly capacity: ReadonlyArray<Capacity>;
  readonly listing: Listing;
}
