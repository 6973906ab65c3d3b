import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { errorOf, jsonReply, requestId } from "./support/reply.ts";

type Row = readonly [code: string, status: number, tag: string];

/** CodeArts Check API Reference, "Error Codes". */
const check: ReadonlyArray<Row> = [
  ["CC.00000000", 400, "NetworkBusy"],
  ["CC.00000000", 401, "NetworkBusy"],
  ["CC.00000003", 401, "AuthExpired"],
  ["CC.00040010", 400, "ServiceError"],
  ["CC.00050000", 200, "InvalidRequest"],
  ["CC.00050001", 200, "ServiceError"],
  ["CC.00050002", 200, "ServiceError"],
  ["CC.00050003", 200, "ServiceError"],
  ["CC.00050004", 200, "ServiceError"],
  ["CC.00050005", 200, "ServiceError"],
  ["CC.00050006", 200, "ServiceError"],
  ["CC.00050007", 200, "AuthExpired"],
  ["CC.00050010", 200, "PermissionDenied"],
  ["CC.00050011", 200, "PermissionDenied"],
  ["CC.00050012", 200, "NetworkBusy"],
  ["CC.00050013", 200, "TaskNotFound"],
  ["CC.00050014", 200, "NetworkBusy"],
  ["CC.00050015", 200, "ServiceUnavailable"],
  ["CC.00050016", 200, "ServiceError"],
  ["CC.00050017", 200, "ServiceError"],
  ["CC.00070400", 500, "ServiceError"],
];

/** API Gateway, "Error Codes". */
const gateway: ReadonlyArray<Row> = [
  ["APIGW.0101", 404, "ServiceError"],
  ["APIGW.0103", 404, "ServiceError"],
  ["APIGW.0104", 400, "ServiceError"],
  ["APIGW.0105", 400, "ServiceError"],
  ["APIGW.0106", 400, "ServiceError"],
  ["APIGW.0201", 400, "InvalidRequest"],
  ["APIGW.0201", 413, "InvalidRequest"],
  ["APIGW.0201", 414, "InvalidRequest"],
  ["APIGW.0201", 494, "InvalidRequest"],
  ["APIGW.0201", 502, "ServiceUnavailable"],
  ["APIGW.0201", 504, "ServiceUnavailable"],
  ["APIGW.0301", 401, "AuthRejected"],
  ["APIGW.0302", 403, "PermissionDenied"],
  ["APIGW.0303", 401, "AuthRejected"],
  ["APIGW.0304", 403, "PermissionDenied"],
  ["APIGW.0305", 401, "AuthRejected"],
  ["APIGW.0306", 403, "PermissionDenied"],
  ["APIGW.0307", 401, "AuthExpired"],
  ["APIGW.0308", 429, "Throttled"],
  ["APIGW.0310", 403, "PermissionDenied"],
  ["APIGW.0311", 401, "AuthRejected"],
  ["APIGW.0401", 403, "PermissionDenied"],
  ["APIGW.0402", 403, "PermissionDenied"],
  ["APIGW.0404", 403, "PermissionDenied"],
  ["APIGW.0501", 405, "ServiceError"],
  ["APIGW.0502", 405, "ServiceError"],
  ["APIGW.0601", 500, "ServiceUnavailable"],
  ["APIGW.0602", 400, "InvalidRequest"],
  ["APIGW.0605", 500, "ServiceError"],
  ["APIGW.0606", 500, "ServiceError"],
  ["APIGW.0607", 400, "InvalidRequest"],
  ["APIGW.0608", 500, "ServiceError"],
  ["APIGW.0609", 500, "ServiceError"],
  ["APIGW.0610", 502, "ServiceUnavailable"],
  ["APIGW.0611", 500, "ServiceError"],
  ["APIGW.0612", 500, "ServiceError"],
  ["APIGW.0613", 503, "ServiceUnavailable"],
  ["APIGW.0705", 500, "ServiceError"],
  ["APIGW.0801", 403, "PermissionDenied"],
  ["APIGW.0802", 403, "PermissionDenied"],
];

/** Identity and Access Management API Reference, "Error Codes": most are told by the status. */
const iam: ReadonlyArray<Row> = [
  ["IAM.0001", 401, "AuthRejected"],
  ["IAM.0002", 403, "PermissionDenied"],
  ["IAM.0003", 403, "PermissionDenied"],
  ["IAM.0004", 404, "ServiceError"],
  ["IAM.0005", 409, "ServiceError"],
  ["IAM.0006", 500, "ServiceUnavailable"],
  ["IAM.0011", 400, "ServiceError"],
  ["IAM.0012", 429, "Throttled"],
  ["IAM.0020", 410, "ServiceError"],
  ["IAM.0061", 401, "AuthRejected"],
  ["IAM.0066", 401, "AuthExpired"],
  ["IAM.0067", 401, "AuthRejected"],
  ["IAM.0080", 403, "PermissionDenied"],
  ["1101", 400, "ServiceError"],
];

/** Codes that no table lists. */
const unlisted: ReadonlyArray<Row> = [
  ["CC.12345678", 200, "ServiceError"],
  ["CC.12345678", 400, "ServiceError"],
  ["CC.12345678", 401, "AuthRejected"],
  ["CC.12345678", 403, "PermissionDenied"],
  ["CC.12345678", 404, "TaskNotFound"],
  ["APIGW.9999", 404, "ServiceError"],
  ["CC.12345678", 409, "ServiceError"],
  ["CC.12345678", 413, "InvalidRequest"],
  ["CC.12345678", 414, "InvalidRequest"],
  ["CC.12345678", 429, "Throttled"],
  ["CC.12345678", 494, "InvalidRequest"],
  ["CC.12345678", 500, "ServiceUnavailable"],
  ["CC.12345678", 503, "ServiceUnavailable"],
  ["CC.12345678", 599, "ServiceUnavailable"],
  ["CC.12345678", 600, "ServiceError"],
  ["APIGW.0201", 503, "ServiceUnavailable"],
  ["APIG.0308", 429, "Throttled"],
  ["CC.xxxxxxxx.400", 400, "InvalidRequest"],
  ["CC.12345678.400", 200, "InvalidRequest"],
  ["CC.12345678.401", 200, "AuthRejected"],
  ["CC.12345678.403", 200, "PermissionDenied"],
  ["CC.12345678.404", 200, "TaskNotFound"],
  ["CC.12345678.429", 200, "Throttled"],
  ["CC.12345678.500", 200, "ServiceUnavailable"],
  ["CC.12345678.500", 403, "PermissionDenied"],
  ["CC.1234.400", 400, "ServiceError"],
  ["__proto__", 400, "ServiceError"],
  ["constructor", 400, "ServiceError"],
  ["toString.400", 400, "ServiceError"],
];

const transient = ["NetworkBusy", "Throttled", "ServiceUnavailable"];

const tests = (rows: ReadonlyArray<Row>): void => {
  for (const [code, status, tag] of rows) {
    it.effect(`${code} with ${status} is ${tag}`, () =>
      Effect.gen(function* () {
        const error = yield* errorOf(jsonReply(status, { error_code: code, error_msg: "words" }));
        expect({ ...error }).toEqual({
          _tag: tag,
          code,
          status,
          requestId,
          detail: "words",
          retryable: transient.includes(tag),
        });
      }));
  }
};

describe("codes of CodeArts Check", () => tests(check));

describe("codes of CodeArts Check with a suffix mean what they mean without it", () =>
  tests(
    check.flatMap(([code, status, tag]): ReadonlyArray<Row> => [
      [`${code}.400`, status, tag],
      [`${code}.500`, status, tag],
    ]),
  ));

describe("codes of API Gateway", () => tests(gateway));

describe("codes of IAM", () => tests(iam));

describe("codes that no table lists are told by the suffix or the status", () => tests(unlisted));

/** What the documentation advises where it knows better than to ask for support. */
const advice: ReadonlyArray<readonly [code: string, words: string]> = [
  ["APIGW.0101", "Check the region or the endpoint"],
  ["APIGW.0103", "Check the region or the endpoint"],
  ["APIGW.0501", "Raise the quota"],
  ["APIGW.0502", "Ask the provider why"],
  ["CC.00040010", "Read the log of the check"],
  ["CC.00040010.400", "Read the log of the check"],
  ["CC.00070400.500", "Split the check"],
  ["CC.00050006", "Contact the provider's support"],
  ["__proto__", "Contact the provider's support"],
  ["valueOf", "Contact the provider's support"],
];

describe("the message of a ServiceError", () => {
  for (const [code, words] of advice) {
    it.effect(`says of ${code}: ${words}`, () =>
      Effect.gen(function* () {
        const error = yield* errorOf(jsonReply(400, { error_code: code }));
        expect(error.message).toContain(`). ${words}`);
      }));
  }
});
