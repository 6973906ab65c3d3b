import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/TestClock";
import { clientOn, fakeFetch } from "./support/fetch.ts";
import { stopOn } from "./support/program.ts";

/** A `fetch` that never answers, and says whether it was aborted. */
const silent = () => {
  const state = { aborted: false, calls: 0 };
  const fetch: typeof globalThis.fetch = (_input, init) =>
    new Promise((_resolve, reject) => {
      state.calls++;
      init?.signal?.addEventListener("abort", () => {
        state.aborted = true;
        reject(init.signal?.reason);
      });
    });
  return { fetch, state };
};

describe("stopTask, when no reply comes,", () => {
  it.effect("times out after 30 seconds by default and aborts the request", () =>
    Effect.gen(function* () {
      const { fetch, state } = silent();
      const fiber = yield* Effect.fork(Effect.flip(stopOn(clientOn(fetch))));
      yield* TestClock.adjust("29999 millis");
      expect(state.aborted).toBe(false);
      yield* TestClock.adjust("1 millis");
      expect(yield* Fiber.join(fiber)).toMatchObject({
        _tag: "RequestTimedOut",
        ambiguous: true,
        retryable: true,
      });
      expect(state.aborted).toBe(true);
    }));

  it.effect("takes its timeout from the options", () =>
    Effect.gen(function* () {
      const { fetch } = silent();
      const fiber = yield* Effect.fork(
        Effect.flip(stopOn(clientOn(fetch), { timeout: "2 seconds" })),
      );
      yield* TestClock.adjust("2 seconds");
      expect((yield* Fiber.join(fiber)).message).toContain("within 2s");
    }));

  it.effect("times out while the body is on its way", () =>
    Effect.gen(function* () {
      let cancelled = false;
      const body = () =>
        new ReadableStream<Uint8Array>({
          start: (controller) => controller.enqueue(new TextEncoder().encode("nu")),
          cancel: () => {
            cancelled = true;
          },
        });
      const client = clientOn(fakeFetch(() => new Response(body())).fetch);
      const fiber = yield* Effect.fork(Effect.flip(stopOn(client)));
      yield* TestClock.adjust("30 seconds");
      expect((yield* Fiber.join(fiber))._tag).toBe("RequestTimedOut");
      expect(cancelled).toBe(true);
    }));

  it.effect("aborts the request when it is interrupted", () =>
    Effect.gen(function* () {
      const { fetch, state } = silent();
      const fiber = yield* Effect.fork(stopOn(clientOn(fetch)));
      yield* Effect.yieldNow();
      yield* TestClock.adjust("1 seconds");
      expect(state.calls).toBe(1);
      yield* Fiber.interrupt(fiber);
      expect(state.aborted).toBe(true);
    }));

  it.effect("fails with ConnectionFailed, and the runtime's reason, when fetch rejects", () =>
    Effect.gen(function* () {
      const cause = new TypeError("fetch failed", {
        cause: Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:9"), {
          code: "ECONNREFUSED",
        }),
      });
      const client = clientOn(() => Promise.reject(cause));
      const error = yield* Effect.flip(stopOn(client));
      expect(error).toMatchObject({ _tag: "ConnectionFailed", ambiguous: true, retryable: true });
      expect(error.message).toContain("connect ECONNREFUSED 127.0.0.1:9");
    }));

  it.effect("fails with ConnectionFailed when fetch gives something that is no response", () =>
    Effect.gen(function* () {
      const client = clientOn(() => Promise.resolve(JSON.parse("null")));
      const error = yield* Effect.flip(stopOn(client));
      expect(error._tag).toBe("ConnectionFailed");
    }));

  it.effect("fails with ConnectionFailed when the body breaks off", () =>
    Effect.gen(function* () {
      const broken = () =>
        new Response(
          new ReadableStream({
            start(controller) {
              controller.enqueue(new TextEncoder().encode("nu"));
              controller.error(new Error("socket hang up"));
            },
          }),
        );
      const error = yield* Effect.flip(stopOn(clientOn(fakeFetch(broken).fetch)));
      expect(error).toMatchObject({ _tag: "ConnectionFailed", reason: "socket hang up" });
    }));
});
