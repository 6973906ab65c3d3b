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
  readonly loopbackRounds: number;
  /** How long a variant's turn takes, over a socket. */
  readonly loopbackMillis: number;
  readonly flatCalls: number;
}

/** About a minute and a quarter. */
export const full: Effort = {
  rounds: 15,
  calls: 250,
  loopbackRounds: 11,
  loopbackMillis: 200,
  flatCalls: 100_000,
};

/** Below 20 seconds on a machine with nothing else to do. */
export const quick: Effort = {
  rounds: 5,
  calls: 150,
  loopbackRounds: 5,
  loopbackMillis: 80,
  flatCalls: 5_000,
};
