/**
 * How long is measured: long enough for ratios that hold on a busy machine, or just long enough to
 * see that everything works.
 *
 * @module
 */

/** The sizes of the measurements. */
export interface Effort {
  /** Calls of each variant before any is measured, for the compiler to see all of it. */
  readonly warmUp: number;
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
  warmUp: 1_000,
  rounds: 15,
  calls: 250,
  loopbackRounds: 11,
  loopbackMillis: 200,
  flatCalls: 100_000,
};

/** Below 20 seconds. */
export const quick: Effort = {
  warmUp: 600,
  rounds: 5,
  calls: 150,
  loopbackRounds: 5,
  loopbackMillis: 80,
  flatCalls: 10_000,
};
