import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { errorOf, jsonReply, reply, requestId } from "./support/reply.ts";

interface Case {
  readonly name: string;
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly expected: Readonly<Record<string, unknown>>;
}

const shapes: ReadonlyArray<Case> = [
  {
    name: "error_code and error_msg are read",
    status: 400,
    body: { error_code: "CC.00000000", error_msg: "网络繁忙,请稍后再试" },
    expected: { _tag: "NetworkBusy", code: "CC.00000000", detail: "网络繁忙,请稍后再试" },
  },
  {
    name: "a refusal by the gateway is read, canonical request and all",
    status: 401,
    body: {
      error_msg: "Incorrect IAM authentication information: verify aksk signature fail|POST|/v2|",
      error_code: "APIGW.0301",
      request_id: "in-body",
    },
    expected: {
      _tag: "AuthRejected",
      detail: "Incorrect IAM authentication information: verify aksk signature fail|POST|/v2|",
    },
  },
  {
    name: "encoded_authorization_message is kept",
    status: 403,
    body: {
      error_code: "IAM.0003",
      error_msg: "Policy denies",
      encoded_authorization_message: "e30".repeat(1000),
    },
    expected: {
      _tag: "PermissionDenied",
      detail: "Policy denies",
      encodedAuthorizationMessage: "e30".repeat(1000),
    },
  },
  {
    name: "the numeric code of Keystone is read as text",
    status: 401,
    body: { error: { code: 401, message: "The password is wrong.", title: "Unauthorized" } },
    expected: { _tag: "AuthRejected", code: "401", detail: "The password is wrong." },
  },
  {
    name: "the title of Keystone stands in for a message",
    status: 403,
    body: { error: { code: 403, title: "Forbidden" } },
    expected: { _tag: "PermissionDenied", code: "403", detail: "Forbidden" },
  },
  {
    name: "a textual error.code is read",
    status: 429,
    body: { error: { code: "IAM.0012", message: "10 times per 60 seconds" } },
    expected: { _tag: "Throttled", code: "IAM.0012", detail: "10 times per 60 seconds" },
  },
  {
    name: "code and message are read, as other clients do",
    status: 429,
    body: { code: "APIGW.0308", message: "slow down" },
    expected: { _tag: "Throttled", code: "APIGW.0308", detail: "slow down" },
  },
  {
    name:
      "an envelope with status error and BAD_REQUEST is InvalidRequest, though it came with 200",
    status: 200,
    body: { httpStatus: "BAD_REQUEST", result: "任务不存在", status: "error" },
    expected: { _tag: "InvalidRequest", code: "BAD_REQUEST", status: 200, detail: "任务不存在" },
  },
  {
    name: "an envelope with status error and INTERNAL_SERVER_ERROR is ServiceError",
    status: 200,
    body: { httpStatus: "INTERNAL_SERVER_ERROR", result: "failed", status: "error" },
    expected: { _tag: "ServiceError", code: "INTERNAL_SERVER_ERROR", detail: "failed" },
  },
  {
    name: "an envelope with status error and nothing else is ServiceError",
    status: 200,
    body: { status: "error" },
    expected: { _tag: "ServiceError", code: "error" },
  },
  {
    name: "an envelope with status success and a code is an error",
    status: 200,
    body: { status: "success", error_code: "CC.00050012" },
    expected: { _tag: "NetworkBusy", code: "CC.00050012" },
  },
  {
    name: "error_code goes before error.code",
    status: 400,
    body: { error: { code: 401 }, error_code: "CC.00050000" },
    expected: { _tag: "InvalidRequest", code: "CC.00050000" },
  },
  {
    name: "error.code is read where error_code is empty",
    status: 401,
    body: { error: { code: "APIGW.0307" }, error_code: "" },
    expected: { _tag: "AuthExpired", code: "APIGW.0307" },
  },
  {
    name: "a code without words has no detail",
    status: 400,
    body: { error_code: "CC.00000000" },
    expected: { _tag: "NetworkBusy", code: "CC.00000000" },
  },
  {
    name: "words that are no text are left out",
    status: 400,
    body: { error_code: "CC.00000000", error_msg: { zh: "网络繁忙" } },
    expected: { _tag: "NetworkBusy", code: "CC.00000000" },
  },
  {
    name: "white space around code and words is taken off",
    status: 400,
    body: { error_code: " CC.00000000\n", error_msg: "\tbusy " },
    expected: { _tag: "NetworkBusy", code: "CC.00000000", detail: "busy" },
  },
  {
    name: "a code that is white space is none",
    status: 400,
    body: { error_code: " " },
    expected: { _tag: "UnexpectedResponse", body: '{"error_code":" "}' },
  },
  {
    name: "a numeric error_code is read as text",
    status: 400,
    body: { error_code: 1101, error_msg: "wrong" },
    expected: { _tag: "ServiceError", code: "1101" },
  },
  {
    name: "keys that nobody documented are ignored",
    status: 400,
    body: { error_code: "CC.00000000", details: [{ a: 1 }], errorCode: "CC.00050000" },
    expected: { _tag: "NetworkBusy", code: "CC.00000000" },
  },
  {
    name: "camel case is not read",
    status: 400,
    body: { errorCode: "CC.00000000", errorMsg: "busy" },
    expected: { _tag: "UnexpectedResponse" },
  },
  {
    name: "a long code is cut to 64 characters",
    status: 400,
    body: { error_code: "x".repeat(1000) },
    expected: { _tag: "ServiceError", code: `${"x".repeat(64)}…` },
  },
  {
    name: "long words are cut to 512 characters",
    status: 400,
    body: { error_code: "CC.00000000", error_msg: "x".repeat(10_000) },
    expected: { _tag: "NetworkBusy", detail: `${"x".repeat(512)}…` },
  },
  {
    name: "words are never cut within a character",
    status: 400,
    body: { error_code: "CC.00000000", error_msg: `${"x".repeat(511)}👩‍💻` },
    expected: { _tag: "NetworkBusy", detail: `${"x".repeat(511)}…` },
  },
  {
    name: "halves of characters are kept as they came",
    status: 400,
    body: { error_code: "CC.00000000", error_msg: "a\udc00b\ud800" },
    expected: { _tag: "NetworkBusy", detail: "a\udc00b\ud800" },
  },
];

describe("a refusal", () => {
  for (const { name, status, body, expected } of shapes) {
    it.effect(name, () =>
      Effect.gen(function* () {
        const error = yield* errorOf(jsonReply(status, body));
        expect(error).toMatchObject(expected);
      }));
  }

  it.effect("has a key __proto__ like any other", () =>
    Effect.gen(function* () {
      const body = '{"__proto__":{"error_code":"CC.00050000"},"error_code":"CC.00000000"}';
      expect(yield* errorOf(reply(400, body))).toMatchObject({ _tag: "NetworkBusy" });
    }));

  it.effect("is not read from a key __proto__", () =>
    Effect.gen(function* () {
      const error = yield* errorOf(reply(400, '{"__proto__":{"error_code":"CC.00000000"}}'));
      expect(error).toMatchObject({ _tag: "UnexpectedResponse" });
    }));

  it.effect("is read whatever lies within its words", () =>
    Effect.gen(function* () {
      const deep = `${"[".repeat(30_000)}${"]".repeat(30_000)}`;
      const error = yield* errorOf(reply(400, `{"error_code":"CC.00000000","error_msg":${deep}}`));
      expect(error).toMatchObject({ _tag: "NetworkBusy" });
    }));
});

describe("the request id", () => {
  const body = { error_code: "CC.00000000", request_id: "in-body" };

  it.effect("is that of the header", () =>
    Effect.gen(function* () {
      expect(yield* errorOf(jsonReply(400, body))).toHaveProperty("requestId", requestId);
    }));

  it.effect("is that of the body where the header is empty", () =>
    Effect.gen(function* () {
      const error = yield* errorOf(jsonReply(400, body, { "x-request-id": "" }));
      expect(error).toHaveProperty("requestId", "in-body");
    }));

  it.effect("is cut to 128 characters", () =>
    Effect.gen(function* () {
      const error = yield* errorOf(jsonReply(400, body, { "x-request-id": "r".repeat(1000) }));
      expect(error).toHaveProperty("requestId", `${"r".repeat(128)}…`);
    }));

  it.effect("is kept of a reply that nobody documented", () =>
    Effect.gen(function* () {
      expect(yield* errorOf(reply(400, "<html>"))).toHaveProperty("requestId", requestId);
    }));
});
