/**
 * Measures what becomes of stops.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Either from "effect/Either";
import * as Metric from "effect/Metric";
import { duration, outcomes } from "../Metrics.ts";
import type { StopOutcome } from "../StopOutcome.ts";

/** Counts an outcome. */
export const record = ({ durationMillis, result }: StopOutcome): Effect.Effect<void> => {
  const outcome = Either.isRight(result) ? "Stopped" : result.left._tag;
  return Effect.zipRight(
    Metric.increment(Metric.tagged(outcomes, "outcome", outcome)),
    Metric.update(duration, durationMillis / 1_000),
  );
};
