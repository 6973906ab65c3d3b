import * as HttpClient from "@effect/platform/HttpClient";
import { describe, expect, it } from "@effect/vitest";
import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Logger from "effect/Logger";
import * as LogLevel from "effect/LogLevel";
import * as Tracer from "effect/Tracer";
import { inspect } from "node:util";
import type { CallOptions } from "../mod.ts";
import { stopTask } from "../mod.ts";
import { clientOn, fakeFetch, json } from "./support/fetch.ts";
import { staticToken, stopOn, target, taskId, token } from "./support/program.ts";

/** Runs an effect in a span of the program's, and keeps every span that is made. */
const traced = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.tracerWith((native) => {
    const spans: Array<Tracer.Span> = [];
    const tracer = Tracer.make({
      context: native.context,
      span: (...args) => {
        const span = native.span(...args);
        spans.push(span);
        return span;
      },
    });
    return Effect.map(
      Effect.exit(Effect.withTracer(Effect.withSpan(effect, "program"), tracer)),
      (exit) => ({ exit, spans }),
    );
  });

const traceHeaders = (headers: Headers | undefined) =>
  [...headers?.keys() ?? []].filter((name) => /^(b3|traceparent|tracestate|x-b3)/.test(name));

describe("the span of a stop", () => {
  it.effect("is the only one, and a child of the program's", () =>
    Effect.gen(function* () {
      const { spans } = yield* traced(stopOn(clientOn(fakeFetch(() => json(200, null)).fetch)));
      expect(spans.map((span) => span.name)).toEqual(["program", "codearts.check.stopTask"]);
      expect(spans[1]?.parent).toMatchObject({ value: spans[0] });
    }));

  it.effect("tells the task, the server and the status", () =>
    Effect.gen(function* () {
      const { spans } = yield* traced(stopOn(clientOn(fakeFetch(() => json(200, null)).fetch)));
      expect(Object.fromEntries(spans[1]?.attributes ?? [])).toEqual({
        "codearts.task_id": taskId,
        "server.address": "check.example",
        "http.response.status_code": 200,
      });
    }));

  it.effect("tells the region that was called", () =>
    Effect.gen(function* () {
      const { spans } = yield* traced(
        stopTask(taskId, { region: "cn-south-1" }).pipe(
          Effect.provide(clientOn(fakeFetch(() => json(200, null)).fetch)),
          Effect.provide(staticToken),
        ),
      );
      expect(spans[1]?.attributes.get("cloud.region")).toBe("cn-south-1");
    }));

  it.effect("tells the kind, the code and the request id of a failure", () =>
    Effect.gen(function* () {
      const busy = () => json(400, { error_code: "CC.00000000" }, { "x-request-id": "r-1" });
      const { spans } = yield* traced(stopOn(clientOn(fakeFetch(busy).fetch)));
      expect(Object.fromEntries(spans[1]?.attributes ?? [])).toMatchObject({
        "error.type": "NetworkBusy",
        "http.response.status_code": 400,
        "codearts.error_code": "CC.00000000",
        "codearts.request_id": "r-1",
      });
    }));

  it.live("ends when the program is interrupted", () =>
    Effect.gen(function* () {
      const { spans } = yield* traced(
        Effect.timeout(stopOn(clientOn(() => new Promise(() => {}))), 1),
      );
      expect(spans[1]?.status._tag).toBe("Ended");
    }));
});

describe("the program's trace", () => {
  const headersWith = (options: CallOptions) =>
    Effect.gen(function* () {
      const mine = fakeFetch(() => json(200, null));
      const { spans } = yield* traced(stopOn(clientOn(mine.fetch), options));
      return { spans, sent: traceHeaders(mine.calls[0]?.headers) };
    });

  it.effect("is not sent to the service by default", () =>
    Effect.map(headersWith({}), ({ sent }) => {
      expect(sent).toEqual([]);
    }));

  it.effect("is sent when the program chooses so", () =>
    Effect.map(headersWith({ propagateTrace: true }), ({ sent }) => {
      expect(sent).toEqual(["traceparent"]);
    }));

  it.effect("is sent as the stop's own span", () =>
    Effect.gen(function* () {
      const mine = fakeFetch(() => json(200, null));
      const { spans } = yield* traced(stopOn(clientOn(mine.fetch), { propagateTrace: true }));
      const [program, stop] = spans;
      expect(mine.calls[0]?.headers.get("traceparent")).toBe(
        `00-${program?.traceId}-${stop?.spanId}-01`,
      );
    }));

  it.effect("is not sent where tracing is off, whatever the program chose", () =>
    Effect.gen(function* () {
      const mine = fakeFetch(() => json(200, null));
      yield* stopOn(clientOn(mine.fetch), { propagateTrace: true }).pipe(
        Effect.withSpan("program"),
        Effect.withTracerEnabled(false),
      );
      expect(traceHeaders(mine.calls[0]?.headers)).toEqual([]);
    }));
});

/** Everything that a program can see of a stop, as text. */
const everythingOf = (
  answer: Parameters<typeof fakeFetch>[0],
  options: CallOptions,
  add: (client: HttpClient.HttpClient) => HttpClient.HttpClient = (client) => client,
) =>
  Effect.gen(function* () {
    const lines: Array<string> = [];
    const logger = Logger.make((entry) => {
      lines.push(Logger.logfmtLogger.log(entry), Logger.jsonLogger.log(entry), inspect(entry));
    });
    const client = Layer.effect(HttpClient.HttpClient, Effect.map(HttpClient.HttpClient, add)).pipe(
      Layer.provide(clientOn(fakeFetch(answer).fetch)),
    );
    const { exit, spans } = yield* traced(
      stopTask(taskId, target, options).pipe(
        Effect.tapErrorCause((cause) => Effect.logFatal("failed", cause)),
        Effect.provide(client),
        Effect.provide(staticToken),
        Logger.withMinimumLogLevel(LogLevel.All),
        Effect.provide(Logger.replace(Logger.defaultLogger, logger)),
      ),
    );
    for (const span of spans) {
      lines.push(inspect([...span.attributes], { depth: 9 }), inspect(span.status, { depth: 9 }));
      lines.push(inspect(span, { depth: 9 }));
    }
    lines.push(inspect(exit, { depth: 9 }), JSON.stringify(exit), String(exit));
    if (exit._tag === "Failure") {
      lines.push(Cause.pretty(exit.cause, { renderErrorCause: true }));
      for (const error of Cause.failures(exit.cause)) {
        lines.push(inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error));
        lines.push(String(error), String(error instanceof Error ? error.stack : ""));
      }
    }
    return lines.join("\n");
  });

describe("everything that is shown of a stop, at every log level and with tracing,", () => {
  const answers: Record<string, Parameters<typeof fakeFetch>[0]> = {
    "that works": () => json(200, null),
    "that is refused with the token quoted": () =>
      json(401, { error_code: "APIGW.0301", error_msg: `bad token ${token}` }),
    "that is answered by a page with the token in it": () =>
      new Response(`<html>${"x".repeat(400)}${token}</html>`, { status: 500 }),
    "that is redirected": () =>
      new Response(null, { status: 307, headers: { location: `https://x.example/${token}` } }),
    "that fails with the token in the runtime's words": () =>
      Promise.reject(new TypeError("failed", { cause: new Error(`header "${token}" is bad`) })),
  };
  for (const [name, answer] of Object.entries(answers)) {
    for (const propagateTrace of [false, true]) {
      for (
        const [added, add] of [["stock", undefined], [
          "filterStatusOk",
          HttpClient.filterStatusOk,
        ]] as const
      ) {
        it.effect(
          `${name}, hides the token (${added} client, trace ${propagateTrace ? "sent" : "kept"})`,
          () =>
            Effect.map(everythingOf(answer, { propagateTrace }, add), (text) => {
              expect(text).not.toContain(token.slice(0, 24));
              expect(text).not.toContain(token.slice(-24));
            }),
        );
      }
    }
  }
});
