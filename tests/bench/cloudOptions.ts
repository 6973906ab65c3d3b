/**
 * How the emulator on loopback is started, and what it says then.
 *
 * @module
 */
import * as Schema from "effect/Schema";

/** What the emulated service has, and how it works. */
export interface CloudOptions {
  /** How many tasks it has. */
  readonly tasks: number;
  /** How long it works on a stop. */
  readonly stopMillis: number;
  /** How many stops it works on at a time; none: as many as come. */
  readonly concurrentStops?: number | undefined;
}

/** The options, as they go into the process. */
export const CloudOptions: Schema.Schema<CloudOptions> = Schema.Struct({
  tasks: Schema.Number,
  stopMillis: Schema.Number,
  concurrentStops: Schema.optional(Schema.Number),
});

/** Where it is, and what it takes for a proof. */
export interface CloudAddress {
  readonly endpoint: string;
  readonly token: string;
}

/** The address, as it comes out of the process. */
export const CloudAddress: Schema.Schema<CloudAddress> = Schema.Struct({
  endpoint: Schema.String,
  token: Schema.String,
});
