import { inspect } from "node:util";
import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Layer from "effect/Layer";
import * as Logger from "effect/Logger";
import * as LogLevel from "effect/LogLevel";
import * as Metric from "effect/Metric";
import * as Stream from "effect/Stream";
import * as TestClock from "effect/TestClock";
import { Metrics, NetworkBusy, RetryPolicy, retryTransient, stopTasks } from "../mod.ts";
import { type Exported, makeExporters } from "./opentelemetry/exporters.ts";
import { json } from "./support/fetch.ts";
import { target, token } from "./support/program.ts";
import { makeService, stopped } from "./support/service.ts";

let programs = 0;

/** Stops tasks in a program with OpenTelemetry, and gives what it has exported at its end. */
const exportedOf = (
  ids: ReadonlyArray<string>,
  answer: Parameters<typeof makeService>[0],
) =>
  Effect.suspend(() => {
    const exporters = makeExporters();
    // Metrics are the whole process's: a label tells those of this program.
    const program = `program-${++programs}`;
    return Effect.gen(function* () {
      const fiber = yield* stopTasks(ids, target).pipe(
        Stream.runForEach(({ result }) => Effect.ignore(Effect.tapError(result, Effect.logError))),
        Effect.tagMetrics("program", program),
        Effect.withSpan("program"),
        Effect.fork,
      );
      for (let second = 0; second < 30; second++) yield* TestClock.adjust("1 seconds");
      yield* Fiber.join(fiber);
      return { program, exported: yield* exporters.read };
    }).pipe(
      Logger.withMinimumLogLevel(LogLevel.All),
      Effect.provide(Layer.mergeAll(
        makeService(answer).layer,
        RetryPolicy.layer({ capacity: 20, maxAttempts: 2 }),
        exporters.layer,
      )),
    );
  });

const busy = (): Response =>
  json(400, { error_code: "CC.00000000", error_msg: "busy" }, { "x-request-id": "r-1" });

/** A stop that works, and one that is tried again, in vain. */
const oneOfEach = exportedOf(
  ["task-1", "task-2"],
  (taskId) => Effect.sync(taskId === "task-1" ? stopped : busy),
);

const spansNamed = ({ spans }: Exported, name: string) =>
  spans.filter((span) => span.name === name);

const attemptsOn = (exported: Exported, taskId: string) =>
  spansNamed(exported, "codearts.check.stopTask")
    .filter(({ attributes }) => attributes["codearts.task_id"] === taskId);

describe("the spans of stopTasks, by OpenTelemetry,", () => {
  it.effect("are one of the whole in the program's own, and in it one of each attempt", () =>
    Effect.gen(function* () {
      const { exported } = yield* oneOfEach;
      const [program] = spansNamed(exported, "program");
      const [whole] = spansNamed(exported, "codearts.check.stopTasks");
      expect(whole?.parentSpanContext?.spanId).toBe(program?.spanContext().spanId);
      expect(exported.spans).toHaveLength(2 + 3);
      const attempts = [...attemptsOn(exported, "task-1"), ...attemptsOn(exported, "task-2")];
      expect(attempts).toHaveLength(3);
      for (const attempt of attempts) {
        expect(attempt.parentSpanContext?.spanId).toBe(whole?.spanContext().spanId);
        expect(attempt.spanContext().traceId).toBe(program?.spanContext().traceId);
      }
    }));

  it.effect("are of the kind client, where something is sent", () =>
    Effect.gen(function* () {
      const { exported } = yield* oneOfEach;
      const client = 2; // SpanKind.CLIENT of @opentelemetry/api
      expect(exported.spans.filter(({ kind }) => kind === client).map(({ name }) => name))
        .toEqual(Array(3).fill("codearts.check.stopTask"));
    }));

  it.effect("tell of an attempt that works its server and status", () =>
    Effect.gen(function* () {
      const [attempt] = attemptsOn((yield* oneOfEach).exported, "task-1");
      expect(attempt?.attributes).toEqual({
        "codearts.task_id": "task-1",
        "server.address": "check.example",
        "http.response.status_code": 200,
      });
      expect(attempt?.status.code).toBe(1); // SpanStatusCode.OK
    }));

  it.effect("tell of an attempt that fails the kind, the code and the request too", () =>
    Effect.gen(function* () {
      const attempts = attemptsOn((yield* oneOfEach).exported, "task-2");
      expect(attempts).toHaveLength(2);
      for (const { attributes, status } of attempts) {
        expect(attributes).toEqual({
          "codearts.task_id": "task-2",
          "server.address": "check.example",
          "http.response.status_code": 400,
          "error.type": "NetworkBusy",
          "codearts.error_code": "CC.00000000",
          "codearts.request_id": "r-1",
        });
        expect(status.code).toBe(2); // SpanStatusCode.ERROR
      }
    }));
});

describe("the metrics of stopTasks", () => {
  /** The values of a metric, those of this program where it has labels. */
  const valuesOf = ({ metrics }: Exported, name: string, program: string) =>
    metrics.filter(({ descriptor }) => descriptor.name === name)
      .flatMap(({ dataPoints }): ReadonlyArray<typeof dataPoints[number]> => dataPoints)
      .filter(({ attributes }) => (attributes["program"] ?? program) === program);

  it.effect("are exported by OpenTelemetry, outcomes by their kind", () =>
    Effect.gen(function* () {
      const { exported, program } = yield* oneOfEach;
      const outcomes = valuesOf(exported, "codearts.check.stop.outcomes", program);
      expect(Object.fromEntries(
        outcomes.map(({ attributes, value }) => [String(attributes["outcome"]), value]),
      )).toEqual({ Stopped: 1, NetworkBusy: 1 });
      expect(valuesOf(exported, "codearts.check.stop.duration", program)).toMatchObject([
        { value: { count: 2 } },
      ]);
      expect(valuesOf(exported, "codearts.check.stop.concurrency", program)).toMatchObject([
        { value: 4 },
      ]);
      expect(valuesOf(exported, "codearts.check.retry.tokens", program)).toMatchObject([
        { value: 20 - 5 },
      ]);
    }));

  it.effect("are the values of Effect's own, with the program's labels", () =>
    Effect.gen(function* () {
      const { program } = yield* oneOfEach;
      const stops = Metrics.outcomes.pipe(
        Metric.tagged("outcome", "NetworkBusy"),
        Metric.tagged("program", program),
      );
      expect((yield* Metric.value(stops)).count).toBe(1);
      const durations = Metric.tagged(Metrics.duration, "program", program);
      expect((yield* Metric.value(durations)).count).toBe(2);
      expect((yield* Metric.value(Metrics.concurrency)).value).toBe(4);
      expect((yield* Metric.value(Metrics.retryTokens)).value).toBe(20 - 5);
    }));

  it.effect("tell what the bucket of retries holds, as it is paid from and given back to", () =>
    Effect.gen(function* () {
      const held: Array<number> = [];
      const attempt = Effect.suspend(() => {
        held.push(Effect.runSync(Metric.value(Metrics.retryTokens)).value);
        return held.length < 3 ? new NetworkBusy({ status: 400 }) : Effect.void;
      });
      yield* Metric.set(Metrics.retryTokens, 0);
      const fiber = yield* Effect.fork(Effect.provide(
        retryTransient()(attempt),
        RetryPolicy.layer({ capacity: 20 }),
      ));
      yield* TestClock.adjust("10 seconds");
      yield* Fiber.join(fiber);
      expect(held).toEqual([0, 15, 10]);
      expect((yield* Metric.value(Metrics.retryTokens)).value).toBe(15);
    }));

  it.effect("are in Effect's snapshot, each by its name", () =>
    Effect.gen(function* () {
      yield* oneOfEach;
      const names = (yield* Metric.snapshot).map(({ metricKey }) => metricKey.name);
      expect(names).toEqual(expect.arrayContaining([
        "codearts.check.stop.outcomes",
        "codearts.check.stop.duration",
        "codearts.check.stop.concurrency",
        "codearts.check.retry.tokens",
      ]));
    }));
});

describe("the log of stopTasks", () => {
  it.effect("tells of a retry at level debug, in its trace, with what it is about", () =>
    Effect.gen(function* () {
      const { exported } = yield* oneOfEach;
      const [whole] = spansNamed(exported, "codearts.check.stopTasks");
      const retries = exported.logs.filter(({ severityText }) => severityText === "DEBUG");
      expect(retries).toHaveLength(1);
      expect(retries[0]?.body).toMatch(/^Attempt 2 of 2 follows in .*, after NetworkBusy: /);
      expect(retries[0]?.attributes).toMatchObject({
        "codearts.task_id": "task-2",
        "error.type": "NetworkBusy",
        "http.response.status_code": 400,
        "codearts.error_code": "CC.00000000",
        "codearts.request_id": "r-1",
        "http.request.resend_count": 1,
        "codearts.check.retry.delay": expect.closeTo(0.1, 0.1),
        traceId: whole?.spanContext().traceId,
        spanId: whole?.spanContext().spanId,
      });
    }));
});

describe("nothing that is exported", () => {
  const page = `<p>${token}</p>`;
  const answers: Record<string, () => Response> = {
    "of stops that work": stopped,
    "of stops that are tried again, the token quoted": () =>
      json(503, { error_code: token, error_msg: `bad ${token}` }, { "x-request-id": token }),
    "of stops that are refused, the token quoted": () =>
      json(401, { error_code: "APIGW.0301", error_msg: `bad token ${token}` }),
    "of a reply that is none, the token in it": () => new Response(page, { status: 418 }),
    "of a redirect to the token": () =>
      new Response(null, { status: 307, headers: { location: `https://x.example/${token}` } }),
  };
  for (const [name, answer] of Object.entries(answers)) {
    it.effect(`${name}, holds the token`, () =>
      Effect.gen(function* () {
        const { exported } = yield* exportedOf(["task-1", "task-2"], () => Effect.sync(answer));
        expect(attemptsOn(exported, "task-1")).not.toEqual([]);
        expect(exported.metrics).not.toEqual([]);
        const text = inspect(exported, { depth: 12, maxArrayLength: null, showHidden: true });
        expect(text).toContain("codearts.check.stopTasks");
        expect(text).not.toContain(token.slice(0, 24));
        expect(text).not.toContain(token.slice(-24));
      }));
  }
});
