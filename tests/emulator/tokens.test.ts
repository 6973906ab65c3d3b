import { inspect } from "node:util";
import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/TestClock";
import { cloud, see } from "./cloud.ts";

it.effect("a request without a token, or with an unknown one, is APIGW.0301", () =>
  Effect.gen(function* () {
    const { emulator, call, taskId, token } = yield* cloud();
    const path = `/v2/tasks/${taskId}/stop`;
    const bare = yield* Effect.flatMap(
      emulator.handle(new Request(`http://cloud.example${path}`, { method: "POST" })),
      see,
    );
    const wrong = yield* call("POST", path, undefined, "wrong");
    const longer = yield* call("POST", path, undefined, `${token}x`);
    for (const reply of [bare, wrong, longer]) {
      expect([reply.status, reply.json]).toMatchObject([401, {
        error_code: "APIGW.0301",
        request_id: reply.headers.get("x-request-id"),
      }]);
    }
    expect(yield* emulator.task(taskId)).toMatchObject({ value: { stops: 0 } });
  }));

it.effect("a token expires by the clock", () =>
  Effect.gen(function* () {
    const { stop } = yield* cloud({ tokenLifetime: "1 hour" });
    yield* TestClock.adjust("3599999 millis");
    expect((yield* stop).status).toBe(200);
    yield* TestClock.adjust("1 millis");
    const reply = yield* stop;
    expect([reply.status, reply.json]).toEqual([401, {
      error_code: "CC.00000003",
      error_msg: "Authentication information expired.",
    }]);
  }));

it.effect("a token is good for a day unless told otherwise", () =>
  Effect.gen(function* () {
    const { emulator, stop, call } = yield* cloud();
    const short = Redacted.value(yield* emulator.issueToken({ validFor: "1 minute" }));
    const poll = call("GET", "/v2/tasks/none/progress", undefined, short);
    expect((yield* poll).status).toBe(200);
    yield* TestClock.adjust("1 minute");
    expect((yield* poll).status).toBe(401);
    yield* TestClock.adjust("1438 minutes");
    expect((yield* stop).status).toBe(200);
    yield* TestClock.adjust("1 minute");
    expect((yield* stop).status).toBe(401);
  }));

it.effect("revoking ends every token issued until now, and none issued later", () =>
  Effect.gen(function* () {
    const { emulator, stop, call, taskId } = yield* cloud();
    yield* emulator.revokeTokens;
    const reply = yield* stop;
    expect([reply.status, reply.json]).toMatchObject([401, {
      error_code: "APIGW.0307",
      error_msg: "The token must be updated",
      request_id: expect.any(String),
    }]);
    const token = Redacted.value(yield* emulator.issueToken());
    expect((yield* call("POST", `/v2/tasks/${taskId}/stop`, undefined, token)).status).toBe(200);
  }));

it.effect("tokens are long, different, and fit into a header", () =>
  Effect.gen(function* () {
    const { emulator } = yield* cloud();
    const tokens = yield* Effect.replicateEffect(emulator.issueToken(), 100);
    const values = tokens.map(Redacted.value);
    expect(new Set(values).size).toBe(100);
    for (const value of values) expect(value).toMatch(/^MII[0-9A-Za-z+/]{2049}$/);
  }));

it.effect("no token shows in what the emulator shows of itself", () =>
  Effect.gen(function* () {
    const { emulator, token, stop } = yield* cloud();
    yield* stop;
    const shown = [emulator, yield* emulator.tasks, yield* emulator.requests]
      .flatMap((value) => [inspect(value, { depth: 20, showHidden: true }), JSON.stringify(value)])
      .join("\n");
    expect(shown).not.toContain(token.slice(4, 24));
  }));

it.effect("a request is recorded with the names of its headers and no value", () =>
  Effect.gen(function* () {
    const { emulator, taskId, stop } = yield* cloud();
    const reply = yield* stop;
    expect(yield* emulator.requests).toEqual([{
      method: "POST",
      host: "cloud.example",
      path: `/v2/tasks/${taskId}/stop`,
      query: "",
      operation: "stop",
      status: 200,
      requestId: reply.headers.get("x-request-id"),
      proof: true,
      headerNames: ["x-auth-token"],
      at: 0,
    }]);
  }));
