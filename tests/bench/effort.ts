/**
 * How long is measured: long enough for ratios that hold on a busy machine, or just long enough to
 * see that everything works.
 *
 * @module
 */

/** The sizes of the measurements. */
export interface Effort {
  /** How often each variant has its turn, in process. */
  readonly rounds: number;
  /** Calls of a variant in one turn, in process. */
  readonly calls: number;
  /** Calls of a variant before its first turn. */
  readonly warmUpCalls: number;
  readonly loopbackRounds: number;
  /** How long a variant's turn takes, over a socket. */
  readonly loopbackMillis: number;
  readonly flatCalls: number;
  /** Signatures in one turn. */
  readonly signatures: number;
  /** Authorizations in one turn. */
  readonly authorizations: number;
  /** How often each worker is started, and each bundle imported. */
  readonly starts: number;
  /** Tasks that are stopped in bulk. */
  readonly bulkIds: number;
  /** Tasks of a project that is listed. */
  readonly listedTasks: number;
  /** Tasks that are stopped in one turn where the service is busy. */
  readonly capacityIds: number;
  readonly capacityRounds: number;
}

/** The names of the efforts. */
export type EffortName = "full" | "quick";

/** In full, eight minutes or nine; in a hurry, two, on a machine with nothing else to do. */
export const efforts: Readonly<Record<EffortName, Effort>> = {
  full: {
    rounds: 15,
    calls: 250,
    warmUpCalls: 3_000,
    loopbackRounds: 11,
    loopbackMillis: 200,
    flatCalls: 100_000,
    signatures: 3_000,
    authorizations: 10_000,
    starts: 15,
    bulkIds: 100_000,
    listedTasks: 100_000,
    capacityIds: 2_400,
    capacityRounds: 2,
  },
  quick: {
    rounds: 5,
    calls: 100,
    warmUpCalls: 1_000,
    loopbackRounds: 5,
    loopbackMillis: 60,
    flatCalls: 5_000,
    signatures: 1_000,
    authorizations: 5_000,
    starts: 3,
    bulkIds: 10_000,
    listedTasks: 10_000,
    capacityIds: 600,
    capacityRounds: 1,
  },
};
