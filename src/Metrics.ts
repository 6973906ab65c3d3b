/**
 * What the stops of many tasks and retries measure, as Effect's metrics: `@effect/opentelemetry` exports them
 * with everything else that a program measures.
 *
 * @module
 */
import * as Metric from "effect/Metric";
import * as MetricBoundaries from "effect/MetricBoundaries";

/**
 * How many stops have come to an outcome, by the attribute `outcome`: `Stopped`, or the `_tag` of
 * the error.
 *
 * @example
 * ```ts
 * import * as Metric from "effect/Metric";
 * import { Metrics } from "@codearts/check";
 *
 * const stopped = Metric.value(Metric.tagged(Metrics.outcomes, "outcome", "Stopped"));
 * ```
 *
 * @since 0.1.0
 * @category metrics
 */
export const outcomes: Metric.Metric.Counter<number> = Metric.counter(
  "codearts.check.stop.outcomes",
  { description: "Stops that have come to an outcome", incremental: true },
);

/**
 * How long stops took from their turn to their outcome, pauses included, in seconds; the boundaries
 * are OpenTelemetry's for `http.client.request.duration`, and two more for stops that were tried
 * again.
 *
 * @example
 * ```ts
 * import * as Metric from "effect/Metric";
 * import { Metrics } from "@codearts/check";
 *
 * const durations = Metric.value(Metrics.duration);
 * ```
 *
 * @since 0.1.0
 * @category metrics
 */
export const duration: Metric.Metric.Histogram<number> = Metric.histogram(
  "codearts.check.stop.duration",
  MetricBoundaries.fromIterable([
    0.005,
    0.01,
    0.025,
    0.05,
    0.075,
    0.1,
    0.25,
    0.5,
    0.75,
    1,
    2.5,
    5,
    7.5,
    10,
    30,
    60,
  ]),
  "Seconds from a stop's turn to its outcome",
);

/**
 * How many stops may be under way at a time, as `stopTasks` has found that the service bears.
 *
 * @example
 * ```ts
 * import * as Metric from "effect/Metric";
 * import { Metrics } from "@codearts/check";
 *
 * const now = Metric.value(Metrics.concurrency);
 * ```
 *
 * @since 0.1.0
 * @category metrics
 */
export const concurrency: Metric.Metric.Gauge<number> = Metric.gauge(
  "codearts.check.stop.concurrency",
  { description: "Stops that may be under way at a time" },
);

/**
 * How much the bucket of retries holds, of which a retry takes 5 and after a timeout 10: at what it
 * held last, whichever `RetryPolicy` it belongs to. There is no value until a retry has taken
 * something, and none of a bucket without an end.
 *
 * @example
 * ```ts
 * import * as Metric from "effect/Metric";
 * import { Metrics } from "@codearts/check";
 *
 * const left = Metric.value(Metrics.retryTokens);
 * ```
 *
 * @since 0.1.0
 * @category metrics
 */
export const retryTokens: Metric.Metric.Gauge<number> = Metric.gauge(
  "codearts.check.retry.tokens",
  { description: "Tokens in the bucket that retries are paid from" },
);
