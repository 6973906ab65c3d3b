import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
import * as HttpClient from "@effect/platform/HttpClient";
import * as HttpClientRequest from "@effect/platform/HttpClientRequest";
import * as HttpClientResponse from "@effect/platform/HttpClientResponse";
import { describe, expect, it } from "@effect/vitest";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Schedule from "effect/Schedule";
import { stopTask } from "../mod.ts";
import { bodyLimit } from "../src/http/readBody.ts";
import { withoutBody } from "../src/http/request.ts";
import { send } from "../src/http/send.ts";
import { clientOn, type FakeFetch, fakeFetch, httpClient, json } from "./support/fetch.ts";
import { staticToken, stopOn, target, taskId } from "./support/program.ts";

/** What a program's client may add to the stock one. */
const additions: Record<string, (client: HttpClient.HttpClient) => HttpClient.HttpClient> = {
  "nothing": (client) => client,
  "filterStatusOk": HttpClient.filterStatusOk,
  "followRedirects": HttpClient.followRedirects(5),
  "filterStatusOk on followRedirects": (client) =>
    HttpClient.filterStatusOk(HttpClient.followRedirects(client, 5)),
  "followRedirects on filterStatus": (client) =>
    HttpClient.followRedirects(HttpClient.filterStatus(client, (status) => status < 400), 5),
  "a transform that reads the request": HttpClient.transform((effect, request) =>
    Effect.tap(effect, Effect.logTrace(request.url))
  ),
  "a header on each request": HttpClient.mapRequest(HttpClientRequest.setHeader("x-own", "1")),
  "a header set by an effect": HttpClient.mapRequestEffect((request) =>
    Effect.succeed(HttpClientRequest.setHeader(request, "x-own", "1"))
  ),
  "a retry of errors": HttpClient.retry(Schedule.recurs(1)),
  "a timeout of its own": HttpClient.transformResponse(Effect.timeoutFail({
    duration: "1 hour",
    onTimeout: () => new Error("never"),
  })) as never,
  "trace headers": HttpClient.withTracerPropagation(true),
  "no tracing at all": HttpClient.withTracerDisabledWhen(() => true),
  "a tracer that is off": HttpClient.transformResponse(Effect.withTracerEnabled(false)),
  "a span around it": HttpClient.transformResponse(Effect.withSpan("own")),
};

/** The places where a program can give its `fetch`; the call's wins, as without a guard. */
const places: Record<
  string,
  (mine: FakeFetch, other: FakeFetch) => {
    readonly toLayer: FakeFetch | undefined;
    readonly toCall: FakeFetch | undefined;
  }
> = {
  "to the layer": (mine) => ({ toLayer: mine, toCall: undefined }),
  "to the call": (mine) => ({ toLayer: undefined, toCall: mine }),
  "to both": (mine, other) => ({ toLayer: other, toCall: mine }),
};

const run = (
  add: (client: HttpClient.HttpClient) => HttpClient.HttpClient,
  place: (typeof places)[string],
  answer: Parameters<typeof fakeFetch>[0],
) =>
  Effect.gen(function* () {
    const mine = fakeFetch(answer);
    const other = fakeFetch(() => json(500, {}));
    const { toCall, toLayer } = place(mine, other);
    const stock = toLayer === undefined ? httpClient : clientOn(toLayer.fetch);
    const client = Layer.effect(HttpClient.HttpClient, Effect.map(HttpClient.HttpClient, add)).pipe(
      Layer.provide(stock),
    );
    const stop = stopTask(taskId, target).pipe(
      Effect.withSpan("program"),
      Effect.exit,
      Effect.provide(client),
      Effect.provide(staticToken),
    );
    const exit = yield* toCall === undefined
      ? stop
      : Effect.provideService(stop, FetchHttpClient.Fetch, toCall.fetch);
    expect(other.calls).toHaveLength(0);
    return { calls: mine.calls, exit };
  });

const redirect = () =>
  new Response("moved", { status: 307, headers: { location: "https://elsewhere.example/" } });

for (const [addition, add] of Object.entries(additions)) {
  for (const [where, place] of Object.entries(places)) {
    describe(`a client with ${addition}, its fetch given ${where}`, () => {
      it.effect("stops through that fetch, once, with redirects left to nobody", () =>
        Effect.gen(function* () {
          const { calls, exit } = yield* run(add, place, () => json(200, null));
          expect(exit._tag).toBe("Success");
          expect(calls).toHaveLength(1);
          expect(calls[0]?.init.redirect).toBe("manual");
        }));

      it.effect("does not follow a 307 to another host", () =>
        Effect.gen(function* () {
          const { calls, exit } = yield* run(add, place, redirect);
          expect(new Set(calls.map((call) => new URL(call.url).host))).toEqual(
            new Set(["check.example"]),
          );
          expect(exit).toMatchObject({
            cause: { error: { _tag: "UnexpectedResponse", status: 307, body: "moved" } },
          });
        }));

      it.effect("sends no trace headers", () =>
        Effect.gen(function* () {
          const { calls } = yield* run(add, place, () => json(200, null));
          expect([...calls[0]?.headers.keys() ?? []].filter((name) => /^b3|^trace/.test(name)))
            .toEqual([]);
        }));

      it.effect("reads no more of a body than 64 KiB", () =>
        Effect.gen(function* () {
          let sent = 0;
          let cancelled = false;
          const huge = () =>
            new Response(
              new ReadableStream<Uint8Array>({
                pull(controller) {
                  if (sent >= 64 * bodyLimit) return controller.close();
                  sent += 16 * 1024;
                  controller.enqueue(new Uint8Array(16 * 1024).fill(120));
                },
                cancel() {
                  cancelled = true;
                },
              }),
              { status: 400 },
            );
          const { exit } = yield* run(add, place, huge);
          expect(exit).toMatchObject({ cause: { error: { _tag: "UnexpectedResponse" } } });
          expect(cancelled).toBe(true);
          expect(sent).toBeLessThanOrEqual(bodyLimit * 2);
        }));
    });
  }
}

describe("the guard", () => {
  it.effect("is gone from the context when the call has ended", () =>
    Effect.gen(function* () {
      const mine = fakeFetch(() => json(200, null));
      const bare = HttpClient.make((request) =>
        Effect.succeed(HttpClientResponse.fromWeb(request, json(200, null)))
      );
      const request = withoutBody("POST", "https://check.example/");
      const context = yield* send(bare, request, Duration.seconds(1)).pipe(
        Effect.zipRight(Effect.context<never>()),
        Effect.provideService(FetchHttpClient.Fetch, mine.fetch),
      );
      expect(context.unsafeMap.get(FetchHttpClient.Fetch.key)).toBe(mine.fetch);
    }));

  it.effect("passes a status on that no Response can be made with", () =>
    Effect.gen(function* () {
      const odd = Object.defineProperty(new Response("odd"), "status", { value: 799 });
      const error = yield* Effect.flip(stopOn(clientOn(fakeFetch(() => odd).fetch)));
      expect(error).toMatchObject({ _tag: "UnexpectedResponse", status: 799, body: "odd" });
    }));
});
