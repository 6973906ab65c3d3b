/**
 * The figures, as the measuring processes send them to the one that prints.
 *
 * @module
 */
import * as Schema from "effect/Schema";
import type { Findings } from "./figures.ts";

/** The findings of a measurement, each by its own name. */
export const schemas: {
  readonly [Name in keyof Findings]: Schema.Schema<Findings[Name]>;
} = {
  timings: Schema.Array(
    Schema.Struct({
      name: Schema.String,
      micros: Schema.Number,
      overRaw: Schema.Number,
    }),
  ),
  allocations: Schema.Array(
    Schema.Struct({ name: Schema.String, bytes: Schema.Number }),
  ),
  throughputs: Schema.Array(
    Schema.Struct({
      name: Schema.String,
      concurrency: Schema.Number,
      perSecond: Schema.Number,
      micros: Schema.Number,
      ofRaw: Schema.Number,
      ofSdk: Schema.Number,
    }),
  ),
  flatness: Schema.Struct({
    calls: Schema.Number,
    tenths: Schema.Array(
      Schema.Struct({
        micros: Schema.Number,
        timesRaw: Schema.Number,
        heap: Schema.Number,
      }),
    ),
  }),
  signatures: Schema.Array(
    Schema.Struct({
      name: Schema.String,
      micros: Schema.Number,
      ofSdk: Schema.optional(Schema.Number),
    }),
  ),
  authorizations: Schema.Array(
    Schema.Struct({
      name: Schema.String,
      micros: Schema.Number,
      overStatic: Schema.Number,
    }),
  ),
  bulk: Schema.Struct({
    ids: Schema.Number,
    rows: Schema.Array(
      Schema.Struct({
        name: Schema.String,
        perSecond: Schema.Number,
        micros: Schema.Number,
        ofLoop: Schema.Number,
      }),
    ),
    firstOutcome: Schema.Number,
    growth: Schema.Number,
  }),
  listing: Schema.Struct({
    tasks: Schema.Number,
    rows: Schema.Array(
      Schema.Struct({
        name: Schema.String,
        perSecond: Schema.Number,
        requests: Schema.Number,
        ofRaw: Schema.Number,
      }),
    ),
    firstTask: Schema.Number,
    growth: Schema.Number,
  }),
  capacity: Schema.Array(
    Schema.Struct({
      ids: Schema.Number,
      limits: Schema.Array(Schema.Number),
      rows: Schema.Array(
        Schema.Struct({
          name: Schema.String,
          perSecond: Schema.Number,
          timesBest: Schema.Number,
        }),
      ),
    }),
  ),
};
