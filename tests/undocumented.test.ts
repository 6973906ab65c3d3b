import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { errorOf, reply } from "./support/reply.ts";

const html = "<html>\r\n<head><title>Bad Request</title></head>\r\n</html>";

/** Bodies that have no documented shape, each with what an error keeps of it. */
const bodies: ReadonlyArray<
  readonly [name: string, body: string | Uint8Array<ArrayBuffer> | null, kept: string]
> = [
  ["HTML", html, html],
  ["no body", null, ""],
  ["an empty body", "", ""],
  ["JSON that is cut", '{"error_code":"CC.000000', '{"error_code":"CC.000000'],
  ["a number", "42", "42"],
  ["a string", '"CC.00000000"', '"CC.00000000"'],
  ["an array", '[{"error_code":"CC.00000000"}]', '[{"error_code":"CC.00000000"}]'],
  ["true", "true", "true"],
  ["null", "null", "null"],
  ["an empty object", "{}", "{}"],
  ["a code without a value", '{"error_code":null}', '{"error_code":null}'],
  ["a code that is an object", '{"error_code":{}}', '{"error_code":{}}'],
  ["an error that is text", '{"error":"invalid_token"}', '{"error":"invalid_token"}'],
  ["an error without a code", '{"error":{"message":"no"}}', '{"error":{"message":"no"}}'],
  ["a code without a message", '{"code":"APIGW.0308"}', '{"code":"APIGW.0308"}'],
  ["words without a code", '{"error_msg":"busy"}', '{"error_msg":"busy"}'],
  ["nesting without end", "[".repeat(60 * 1024), `${"[".repeat(512)}…`],
  ["deep nesting", "[".repeat(30_000) + "]".repeat(30_000), `${"[".repeat(512)}…`],
  ["long text", "x".repeat(10_000), `${"x".repeat(512)}…`],
  ["a huge body", `{"error_code":"CC.00000000","a":"${"x".repeat(1 << 20)}"}`, expect.any(String)],
  ["bytes that are no UTF-8", Uint8Array.of(0x7b, 0xff, 0xc3, 0x28), "{\ufffd\ufffd("],
  ["a character that is cut", Uint8Array.of(0xf0, 0x9f, 0x91), "\ufffd"],
  ["a character on the edge of what is kept", `${"x".repeat(511)}👩`, `${"x".repeat(511)}…`],
];

/** What these statuses mean is certain, whatever the body. */
const certain: Readonly<Record<number, string>> = {
  401: "AuthRejected",
  429: "Throttled",
  502: "ServiceUnavailable",
  503: "ServiceUnavailable",
  504: "ServiceUnavailable",
};

describe("a reply that nobody documented", () => {
  for (const [name, body, kept] of bodies) {
    it.effect(`is UnexpectedResponse when 400 comes with ${name}`, () =>
      Effect.gen(function* () {
        const error = yield* errorOf(reply(400, body));
        expect(error).toMatchObject({ _tag: "UnexpectedResponse", status: 400, body: kept });
      }));

    it.effect(`is AuthRejected when 401 comes with ${name}`, () =>
      Effect.gen(function* () {
        expect(yield* errorOf(reply(401, body))).toMatchObject({ _tag: "AuthRejected" });
      }));
  }

  for (const status of [201, 302, 403, 404, 418, 500, 505, 599, 600, 999]) {
    it.effect(`is UnexpectedResponse when ${status} comes with HTML`, () =>
      Effect.gen(function* () {
        const error = yield* errorOf(reply(status, html));
        expect(error).toMatchObject({ _tag: "UnexpectedResponse", status, retryable: false });
      }));
  }

  for (const [status, tag] of Object.entries(certain)) {
    it.effect(`is ${tag} when ${status} comes with HTML`, () =>
      Effect.gen(function* () {
        const error = yield* errorOf(reply(Number(status), html));
        expect(error).toMatchObject({ _tag: tag, status: Number(status), detail: html });
      }));

    it.effect(`is ${tag} without a detail when ${status} comes with no body`, () =>
      Effect.gen(function* () {
        const error = yield* errorOf(reply(Number(status), null));
        expect(error).not.toHaveProperty("detail");
      }));
  }

  it.effect("has no code", () =>
    Effect.gen(function* () {
      expect(yield* errorOf(reply(503, html))).not.toHaveProperty("code");
    }));

  it.effect("is told in one line", () =>
    Effect.gen(function* () {
      const { message } = yield* errorOf(reply(400, html));
      expect(message).toBe(
        "The reply is none that CodeArts Check documents (HTTP 400, request id 5f1c0a9e7d3b): " +
          "<html> <head><title>Bad Request</title></head> </html>. " +
          "Check the endpoint, and any proxy in between.",
      );
    }));

  it.effect("of status 0, as a browser hides a redirect, is UnexpectedResponse", () =>
    Effect.gen(function* () {
      const error = yield* errorOf(reply(0, null));
      expect(error).toMatchObject({ _tag: "UnexpectedResponse", status: 0 });
    }));
});
