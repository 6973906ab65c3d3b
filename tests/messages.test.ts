import { describe, expect, it } from "@effect/vitest";
import * as Duration from "effect/Duration";
import {
  AuthExpired,
  AuthRejected,
  ConnectionFailed,
  InvalidEndpoint,
  InvalidRequest,
  InvalidTaskId,
  NetworkBusy,
  PermissionDenied,
  RequestTimedOut,
  ServiceError,
  ServiceUnavailable,
  type StopTaskError,
  TaskNotFound,
  Throttled,
  TokenUnavailable,
  UnexpectedResponse,
} from "../mod.ts";

const messages: ReadonlyArray<readonly [error: StopTaskError, message: string]> = [
  [
    new NetworkBusy({
      status: 400,
      code: "CC.00000000",
      requestId: "5f1c",
      detail: "Network busy. Try again later.",
    }),
    "CodeArts Check is busy (HTTP 400, CC.00000000, request id 5f1c): " +
    "Network busy. Try again later. Try again after a pause.",
  ],
  [
    new Throttled({ status: 429 }),
    "CodeArts Check throttles this caller (HTTP 429). " +
    "Send fewer calls at once, and try again after a pause.",
  ],
  [
    new ServiceUnavailable({ status: 503, detail: "网络繁忙。" }),
    "CodeArts Check cannot serve this now (HTTP 503): 网络繁忙. Try again after a pause.",
  ],
  [
    new AuthExpired({ status: 401, code: "CC.00000003" }),
    "The token has expired (HTTP 401, CC.00000003). " +
    "Provide a new token, and check that it was issued for the region that is called.",
  ],
  [
    new AuthRejected({ status: 401 }),
    "The service does not accept this proof of identity (HTTP 401). " +
    "Check the token or the keys, and that they belong to the region that is called.",
  ],
  [
    new PermissionDenied({ status: 403 }),
    "This identity may not do that (HTTP 403). " +
    "Grant it codeartscheck:task:execute and a role in the CodeArts project.",
  ],
  [
    new TaskNotFound({ status: 200, code: "CC.00050013" }),
    "There is no such task here (HTTP 200, CC.00050013). " +
    "Check the task id, and that its project is in the region that is called.",
  ],
  [
    new InvalidRequest({ detail: "the timeout is no duration" }),
    "The request is not valid: the timeout is no duration. " +
    "Correct it: the same request fails again.",
  ],
  [
    new ServiceError({ status: 200, code: "CC.00050006", detail: "..." }),
    "CodeArts Check answered with an error (HTTP 200, CC.00050006). " +
    "Contact the provider's support with the request id.",
  ],
  [
    new UnexpectedResponse({ status: 400, body: "" }),
    "The reply is none that CodeArts Check documents (HTTP 400): no body. " +
    "Check the endpoint, and any proxy in between.",
  ],
  [
    new ConnectionFailed({ reason: "fetch failed: getaddrinfo ENOTFOUND check.example" }),
    "No reply from CodeArts Check: fetch failed: getaddrinfo ENOTFOUND check.example. " +
    "The call may have arrived all the same. Check the network and the endpoint, and try again.",
  ],
  [
    new RequestTimedOut({ timeout: Duration.seconds(30) }),
    "No reply from CodeArts Check within 30s. " +
    "The call may have arrived all the same. Try again, or give it a longer timeout.",
  ],
  [
    new InvalidTaskId({ taskId: "a/b\n" }),
    '"a/b\\n" is not a task id: expected 1 to 32 letters, digits, "-" or "_", the first a letter ' +
    "or digit. Copy the id from the task's page or its creation.",
  ],
  [
    new InvalidEndpoint({ endpoint: "ftp://check.example", reason: "it is not https." }),
    'Cannot call "ftp://check.example": it is not https. Give one of the known regions, ' +
    "or an endpoint such as https://codearts-check.cn-north-4.myhuaweicloud.com.",
  ],
  [
    new TokenUnavailable({ reason: "nobody\nsigned in." }),
    "No proof of identity could be had: nobody signed in. Check how the TokenService is provided.",
  ],
  [
    new TokenUnavailable({ reason: "IAM cannot be reached", retryable: true }),
    "No proof of identity could be had: IAM cannot be reached. Try again later.",
  ],
];

describe("the message", () => {
  for (const [error, message] of messages) {
    const kind = error._tag === "TokenUnavailable" && error.retryable ? " that passes" : "";

    it(`of ${error._tag}${kind} says what happened, the facts, and what to do`, () => {
      expect(error.message).toBe(message);
    });
  }

  it("lets no terminal code through", () => {
    const { message } = new NetworkBusy({ status: 400, detail: "\u001b[2J\u009b31m\u0007gone" });
    expect(message).toBe(
      "CodeArts Check is busy (HTTP 400): [2J 31m gone. Try again after a pause.",
    );
  });

  it("of a long task id is cut", () => {
    expect(new InvalidTaskId({ taskId: "x".repeat(10_000) }).message.length).toBeLessThan(300);
  });
});
