import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { stopOn } from "./support/program.ts";
import { bareClient, errorOf, reply, stockClient } from "./support/reply.ts";

const successes: ReadonlyArray<readonly [name: string, body: string | null]> = [
  ["null", "null"],
  ["null within white space", " \r\n\tnull\n"],
  ["no body", null],
  ["an empty body", ""],
  ["white space", " \r\n\t "],
  ["an empty object", "{}"],
  [
    "an envelope with status success",
    '{"httpStatus":"OK","result":"取消执行成功","status":"success"}',
  ],
];

const failures: ReadonlyArray<readonly [name: string, body: string]> = [
  ["true", "true"],
  ["false", "false"],
  ["a number", "0"],
  ["a string", '"null"'],
  ["an empty array", "[]"],
  ["an array with null", "[null]"],
  ["an object with a key", '{"ok":true}'],
  ["an object with an empty key", '{"":null}'],
  ["an object whose key is __proto__", '{"__proto__":{}}'],
  ["an envelope with another status", '{"status":"SUCCESS"}'],
  ["two values", "null null"],
  ["undefined", "undefined"],
  ["NaN", "NaN"],
];

describe("a stop", () => {
  for (const [name, body] of successes) {
    it.effect(`has worked when 200 comes with ${name}`, () =>
      Effect.gen(function* () {
        expect(yield* stopOn(stockClient(reply(200, body)))).toBeUndefined();
      }));

    it.effect(`has worked when 204 comes with ${name}`, () =>
      Effect.gen(function* () {
        expect(yield* stopOn(bareClient(reply(204, body)))).toBeUndefined();
      }));

    for (const status of [201, 202, 205, 206, 299, 301, 400, 999]) {
      it.effect(`has not worked when ${status} comes with ${name}`, () =>
        Effect.gen(function* () {
          const error = yield* errorOf(reply(status, body));
          expect(error).toMatchObject({ _tag: "UnexpectedResponse", status });
        }));
    }
  }

  for (const [name, body] of failures) {
    it.effect(`has not worked when 200 comes with ${name}`, () =>
      Effect.gen(function* () {
        const error = yield* errorOf(reply(200, body));
        expect(error).toMatchObject({ _tag: "UnexpectedResponse", status: 200, body });
      }));
  }

  it.effect("has worked when 204 comes with a body that fetch does not let through", () =>
    Effect.gen(function* () {
      const response = reply(204, '{"error_code":"CC.00000000"}');
      expect(yield* stopOn(stockClient(response))).toBeUndefined();
    }));

  it.effect("has not worked when 204 comes with an error that a client lets through", () =>
    Effect.gen(function* () {
      const stop = stopOn(bareClient(reply(204, '{"error_code":"CC.00000000"}')));
      expect(yield* Effect.flip(stop)).toMatchObject({ _tag: "NetworkBusy", status: 204 });
    }));
});
