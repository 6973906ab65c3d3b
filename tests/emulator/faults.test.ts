import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/TestClock";
import * as Emulator from "../../src/emulator/Emulator.ts";
import { cloud } from "./cloud.ts";

const { Fault } = Emulator;
const stopOf = (taskId: string, token: string, more: RequestInit = {}) =>
  [
    `http://cloud.example/v2/tasks/${taskId}/stop`,
    { method: "POST", headers: { "x-auth-token": token }, ...more },
  ] as const;

it.effect("the next stops are busy, and nothing is carried out", () =>
  Effect.gen(function* () {
    const { emulator, taskId, stop } = yield* cloud();
    yield* emulator.startRun(taskId);
    yield* emulator.faultNext(2, Fault.Busy());
    for (let turn = 0; turn < 2; turn++) {
      const reply = yield* stop;
      expect([reply.status, reply.json]).toEqual([400, {
        error_code: "CC.00000000",
        error_msg: "Network busy. Try again later.",
      }]);
    }
    expect(yield* emulator.task(taskId)).toMatchObject({ value: { status: 0, stops: 0 } });
    expect((yield* stop).status).toBe(200);
    expect(yield* emulator.task(taskId)).toMatchObject({ value: { status: 3, stops: 1 } });
  }));

it.effect("a throttled reply carries Retry-After as it was given, or none", () =>
  Effect.gen(function* () {
    const { emulator, stop } = yield* cloud();
    const date = "Wed, 21 Oct 2026 07:28:00 GMT";
    yield* emulator.faultNext(1, Fault.Throttled({ retryAfter: 3 }));
    yield* emulator.faultNext(1, Fault.Throttled({ retryAfter: date }));
    yield* emulator.faultNext(1, Fault.Throttled());
    const replies = yield* Effect.replicateEffect(stop, 3);
    expect(replies.map(({ headers }) => headers.get("retry-after"))).toEqual(["3", date, null]);
    for (const { status, json } of replies) {
      expect([status, json]).toMatchObject([429, { error_code: "APIGW.0308" }]);
    }
  }));

it.effect.each(
  [[500, "APIGW.0601"], [502, "APIGW.0201"], [503, "APIGW.0613"], [504, "APIGW.0201"]] as const,
)("an outage of status %s is %s, a page or nothing", ([status, code]) =>
  Effect.gen(function* () {
    const { emulator, stop } = yield* cloud();
    yield* emulator.faultNext(1, Fault.Unavailable({ status }));
    yield* emulator.faultNext(1, Fault.Unavailable({ status, body: "html" }));
    yield* emulator.faultNext(1, Fault.Unavailable({ status, body: "empty" }));
    const json = yield* stop;
    expect([json.status, json.json]).toMatchObject([status, { error_code: code }]);
    const html = yield* stop;
    expect([html.status, html.headers.get("content-type")]).toEqual([status, "text/html"]);
    expect(html.text).toContain(`<h1>${status} `);
    const empty = yield* stop;
    expect([empty.status, empty.text]).toEqual([status, ""]);
    expect(empty.headers.get("x-request-id")).toMatch(/^[0-9a-f]{32}$/);
  }));

it.effect("a raw reply goes out as it is, also a redirect", () =>
  Effect.gen(function* () {
    const { emulator, stop } = yield* cloud();
    const headers = { location: "http://elsewhere.example/", "x-request-id": "mine" };
    yield* emulator.faultNext(1, Fault.Reply({ status: 307, headers }));
    yield* emulator.faultNext(1, Fault.Reply({ status: 200, body: new Uint8Array([0x7b, 0x22]) }));
    yield* emulator.faultNext(1, Fault.Reply({ status: 204, body: "dropped" }));
    const redirect = yield* stop;
    expect([redirect.status, redirect.text]).toEqual([307, ""]);
    expect(Object.fromEntries(redirect.headers)).toEqual(headers);
    expect((yield* stop).text).toBe('{"');
    expect(yield* stop).toMatchObject({ status: 204, text: "" });
  }));

it.effect("a raw stream is made anew for each reply, and what it throws breaks that reply only", () =>
  Effect.gen(function* () {
    const { emulator, taskId, token, stop } = yield* cloud();
    const body = () => new Blob(["streamed"]).stream();
    yield* emulator.faultNext(2, Fault.Reply({ status: 200, body }));
    expect((yield* stop).text).toBe("streamed");
    expect((yield* stop).text).toBe("streamed");
    const bad = () => {
      throw new Error("no stream today");
    };
    yield* emulator.faultNext(1, Fault.Reply({ status: 200, body: bad }));
    const response = yield* Effect.promise(() => emulator.fetch(...stopOf(taskId, token)));
    yield* Effect.promise(() => expect(response.text()).rejects.toThrow("no stream today"));
  }));

it.effect("a slow reply waits for the clock, after the stop or before it", () =>
  Effect.gen(function* () {
    const { emulator, taskId, stop } = yield* cloud();
    for (const arrived of [true, false]) {
      yield* emulator.startRun(taskId);
      yield* emulator.faultNext(1, Fault.Slow({ delay: "5 seconds", arrived }));
      const fiber = yield* Effect.fork(stop);
      yield* TestClock.adjust("4999 millis");
      expect(yield* Fiber.poll(fiber)).toMatchObject({ _tag: "None" });
      expect(yield* emulator.task(taskId)).toMatchObject({ value: { status: arrived ? 3 : 0 } });
      yield* TestClock.adjust("1 millis");
      expect((yield* Fiber.join(fiber)).text).toBe("null");
      expect(yield* emulator.task(taskId)).toMatchObject({ value: { status: 3 } });
    }
  }));

it.effect("a slow body comes after its head", () =>
  Effect.gen(function* () {
    const { emulator, taskId, token } = yield* cloud();
    yield* emulator.faultNext(1, Fault.Slow({ delay: "1 second", part: "body" }));
    const response = yield* Effect.promise(() => emulator.fetch(...stopOf(taskId, token)));
    expect(response.status).toBe(200);
    const text = response.text();
    const first = Promise.race([text, new Promise((resolve) => setTimeout(resolve, 0, "later"))]);
    expect(yield* Effect.promise(() => first)).toBe("later");
    yield* TestClock.adjust("1 second");
    expect(yield* Effect.promise(() => text)).toBe("null");
  }));

it.effect("a cut reply promises more than it sends, whether the stop arrived or not", () =>
  Effect.gen(function* () {
    const { emulator, taskId, token } = yield* cloud();
    yield* emulator.startRun(taskId);
    for (const arrived of [false, true]) {
      yield* emulator.faultNext(1, Fault.Cut({ arrived }));
      const response = yield* Effect.promise(() => emulator.fetch(...stopOf(taskId, token)));
      expect([response.status, response.headers.get("content-length")]).toEqual([200, "4"]);
      const reader = response.body?.getReader();
      const part = yield* Effect.promise(async () => (await reader?.read())?.value);
      expect(new TextDecoder().decode(part)).toBe("nu");
      yield* Effect.promise(() => expect(reader?.read()).rejects.toThrow(TypeError));
      expect(yield* emulator.task(taskId)).toMatchObject({ value: { status: arrived ? 3 : 0 } });
    }
  }));

it.effect("faults queue up for an operation; a script for any comes after", () =>
  Effect.gen(function* () {
    const { emulator, taskId, stop, call } = yield* cloud();
    const reply = (status: number) => Fault.Reply({ status });
    yield* emulator.faultNext(1, reply(201), "any");
    yield* emulator.faultNext(2, reply(202));
    yield* emulator.faultNext(1, reply(203), "progress");
    yield* emulator.faultNext(0, reply(299));
    const progress = call("GET", `/v2/tasks/${taskId}/progress`);
    const seen = yield* Effect.all([stop, progress, stop, stop, stop, progress]);
    expect(seen.map(({ status }) => status)).toEqual([202, 203, 202, 201, 200, 200]);
  }));

it.effect("endless faults last until they are cleared", () =>
  Effect.gen(function* () {
    const { emulator, stop } = yield* cloud();
    yield* emulator.faultNext(Infinity, Fault.Busy());
    const replies = yield* Effect.replicateEffect(stop, 50);
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([400]));
    yield* emulator.clearFaults;
    expect((yield* stop).status).toBe(200);
  }));

it.effect("a request that authentication refuses uses up no fault", () =>
  Effect.gen(function* () {
    const { emulator, taskId, stop, call } = yield* cloud();
    yield* emulator.faultNext(1, Fault.Busy());
    const path = `/v2/tasks/${taskId}/stop`;
    expect((yield* call("POST", path, undefined, "wrong")).status).toBe(401);
    expect((yield* stop).status).toBe(400);
  }));
