/**
 * Measures what becomes of stops.
 *
 * @module
 */
import * as Either from "effect/Either";
import * as Metric from "effect/Metric";
import type * as MetricLabel from "effect/MetricLabel";
import { duration, outcomes } from "../Metrics.ts";
import type { StopOutcome } from "../StopOutcome.ts";

/** Counts outcomes, with the labels of the program. */
export const makeRecord = (
  labels: ReadonlyArray<MetricLabel.MetricLabel>,
): (outcome: StopOutcome) => void => {
  // To tag a metric costs more than to update it.
  const counters = new Map<string, Metric.Metric.Counter<number>>();
  const counterOf = (outcome: string): Metric.Metric.Counter<number> => {
    const known = counters.get(outcome);
    if (known !== undefined) return known;
    const counter = Metric.tagged(outcomes, "outcome", outcome);
    counters.set(outcome, counter);
    return counter;
  };
  return ({ durationMillis, result }) => {
    counterOf(Either.isRight(result) ? "Stopped" : result.left._tag).unsafeUpdate(1, labels);
    duration.unsafeUpdate(durationMillis / 1_000, labels);
  };
};
