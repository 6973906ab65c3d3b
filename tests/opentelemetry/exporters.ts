/**
 * OpenTelemetry as a program has it, by `@effect/opentelemetry`, with exporters that keep what they
 * get.
 *
 * @module
 */
import * as NodeSdk from "@effect/opentelemetry/NodeSdk";
import type * as Resource from "@effect/opentelemetry/Resource";
import {
  InMemoryLogRecordExporter,
  type ReadableLogRecord,
  SimpleLogRecordProcessor,
} from "@opentelemetry/sdk-logs";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  type MetricData,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import * as Effect from "effect/Effect";
import type * as Layer from "effect/Layer";

/** What was exported. */
export interface Exported {
  readonly spans: ReadonlyArray<ReadableSpan>;
  readonly metrics: ReadonlyArray<MetricData>;
  readonly logs: ReadonlyArray<ReadableLogRecord>;
}

/** Exporters of their own. */
export interface Exporters {
  readonly layer: Layer.Layer<Resource.Resource>;
  /** Exports what is there; it is lost when the layer is released. */
  readonly read: Effect.Effect<Exported>;
}

/** Makes exporters with nothing in them. */
export const makeExporters = (): Exporters => {
  const spans = new InMemorySpanExporter();
  const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const logs = new InMemoryLogRecordExporter();
  const spanProcessor = new SimpleSpanProcessor(spans);
  const logRecordProcessor = new SimpleLogRecordProcessor({ exporter: logs });
  const metricReader = new PeriodicExportingMetricReader({ exporter: metrics });
  return {
    layer: NodeSdk.layer(() => ({
      resource: { serviceName: "stops" },
      spanProcessor,
      metricReader,
      logRecordProcessor,
    })),
    read: Effect.promise(async () => {
      const all = [spanProcessor, logRecordProcessor, metricReader];
      await Promise.all(all.map((one) => one.forceFlush()));
      return {
        spans: spans.getFinishedSpans(),
        metrics: metrics.getMetrics().at(-1)?.scopeMetrics.flatMap(({ metrics }) => metrics) ?? [],
        logs: logs.getFinishedLogRecords(),
      };
    }),
  };
};
