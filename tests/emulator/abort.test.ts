import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as TestClock from "effect/TestClock";
import * as Emulator from "../../src/emulator/Emulator.ts";
import { cloud } from "./cloud.ts";

const { Fault } = Emulator;
const stopOf = (taskId: string, token: string, more: RequestInit = {}) =>
  [
    `http://cloud.example/v2/tasks/${taskId}/stop`,
    { method: "POST", headers: { "x-auth-token": token }, ...more },
  ] as const;

it.effect("an abort ends a slow reply with its reason, and the stop never arrives", () =>
  Effect.gen(function* () {
    const { emulator, taskId, token } = yield* cloud();
    yield* emulator.faultNext(1, Fault.Slow({ delay: "1 minute", arrived: false }));
    const abort = new AbortController();
    const pending = emulator.fetch(...stopOf(taskId, token, { signal: abort.signal }));
    const reason = new Error("enough");
    abort.abort(reason);
    yield* Effect.promise(() => expect(pending).rejects.toBe(reason));
    yield* TestClock.adjust("1 minute");
    expect(yield* emulator.task(taskId)).toMatchObject({ value: { stops: 0 } });
    expect(yield* emulator.requests).toMatchObject([{ status: null, operation: "stop" }]);
  }));

it.effect("an abort ends a body that is being read with its reason", () =>
  Effect.gen(function* () {
    const { emulator, taskId, token } = yield* cloud();
    yield* emulator.faultNext(1, Fault.Slow({ delay: "1 minute", part: "body" }));
    let cancelled: unknown;
    const body = () =>
      new ReadableStream<Uint8Array>({
        pull: () => new Promise<void>(() => {}),
        cancel: (reason) => {
          cancelled = reason;
        },
      });
    yield* emulator.faultNext(1, Fault.Reply({ status: 200, body }));
    const reason = new Error("enough");
    for (let turn = 0; turn < 2; turn++) {
      const abort = new AbortController();
      const response = yield* Effect.promise(() =>
        emulator.fetch(...stopOf(taskId, token, { signal: abort.signal }))
      );
      const text = response.text();
      abort.abort(reason);
      yield* Effect.promise(() => expect(text).rejects.toBe(reason));
    }
    expect(cancelled).toBe(reason);
  }));

it.effect("an aborted signal, also a request's own, rejects before anything arrives", () =>
  Effect.gen(function* () {
    const { emulator, taskId, token } = yield* cloud();
    const signal = AbortSignal.abort(new Error("too late"));
    const [url, init] = stopOf(taskId, token, { signal });
    for (
      const ask of [() => emulator.fetch(url, init), () => emulator.fetch(new Request(url, init))]
    ) {
      yield* Effect.promise(() => expect(ask()).rejects.toThrow("too late"));
    }
    expect(yield* emulator.requests).toEqual([]);
  }));
