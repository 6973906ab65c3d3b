import { describe, expect, it } from "@effect/vitest";
import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as FastCheck from "effect/FastCheck";
import * as Predicate from "effect/Predicate";
import * as Schema from "effect/Schema";
import { StopTaskError } from "../mod.ts";
import { stopOn } from "./support/program.ts";
import { bareClient, reply, stockClient } from "./support/reply.ts";

const isStopTaskError = Schema.is(StopTaskError);

const statuses = FastCheck.oneof(
  { weight: 3, arbitrary: FastCheck.constantFrom(200, 204, 400, 401, 403, 404, 429, 500, 503) },
  { weight: 3, arbitrary: FastCheck.integer({ min: 200, max: 599 }) },
  { weight: 1, arbitrary: FastCheck.constantFrom(0, 100, 101, 199, 600, 999) },
);

const codes = FastCheck.oneof(
  FastCheck.constantFrom("CC.00000000", "CC.00050007.200", "APIGW.0201", "IAM.0066", "__proto__"),
  FastCheck.stringMatching(/^CC\.\d{8}(\.\d{3})?$/),
  FastCheck.string({ unit: "binary" }),
  FastCheck.double(),
  FastCheck.jsonValue(),
);

const words = FastCheck.oneof(FastCheck.string({ unit: "binary" }), FastCheck.jsonValue());

/** Anything that has the keys of the documented shapes, with anything for a value. */
const nearlyDocumented: FastCheck.Arbitrary<unknown> = FastCheck.record(
  {
    error_code: codes,
    error_msg: words,
    request_id: words,
    encoded_authorization_message: words,
    error: FastCheck.oneof(
      FastCheck.record({ code: codes, message: words, title: words }, { requiredKeys: [] }),
      FastCheck.jsonValue(),
    ),
    status: FastCheck.oneof(FastCheck.constantFrom("success", "error"), words),
    httpStatus: words,
    result: words,
    code: codes,
    message: words,
  },
  { requiredKeys: [] },
);

const json = FastCheck.oneof(nearlyDocumented, FastCheck.jsonValue());

const bodies = FastCheck.oneof(
  FastCheck.uint8Array({ maxLength: 2000 }).map((bytes) => new Uint8Array(bytes)),
  json.map((value) => JSON.stringify(value)),
  FastCheck.tuple(json, FastCheck.nat(200)).map(([value, cut]) =>
    JSON.stringify(value).slice(0, cut)
  ),
  FastCheck.constantFrom("", " ", "null", "{}", '{"status":"success"}', '{"__proto__":1}'),
);

const values = FastCheck.string({
  unit: FastCheck.integer({ min: 0x20, max: 0xff })
    .filter((code) => code !== 0x7f).map((code) => String.fromCharCode(code)),
});

const headers = FastCheck.record(
  {
    "x-request-id": values,
    "retry-after": FastCheck.oneof(
      values,
      FastCheck.date().map(String),
      FastCheck.nat().map(String),
    ),
    "date": FastCheck.oneof(values, FastCheck.date().map(String)),
    "location": values,
    "content-type": values,
    "content-length": values,
    "content-encoding": values,
    "set-cookie": values,
  },
  { requiredKeys: [] },
);

/** The documented successes, told without the module's own schemas. */
const isSuccess = (status: number, body: string | Uint8Array): boolean => {
  if (status !== 200 && status !== 204) return false;
  const text = (typeof body === "string" ? body : new TextDecoder().decode(body)).trim();
  if (text === "" || text === "null") return true;
  const value: unknown = JSON.parse(text);
  if (!Predicate.isRecord(value)) return false;
  return Reflect.ownKeys(value).length === 0 || value["status"] === "success";
};

const clients = { "the stock client": stockClient, "a client without fetch": bareClient };

describe("whatever a reply is", () => {
  for (const [name, clientOf] of Object.entries(clients)) {
    it(`a stop through ${name} ends in success or a member of StopTaskError`, () =>
      FastCheck.assert(
        FastCheck.asyncProperty(statuses, bodies, headers, async (status, body, given) => {
          const exit = await Effect.runPromiseExit(stopOn(clientOf(reply(status, body, given))));
          if (Exit.isSuccess(exit)) return;
          expect(Cause.isFailType(exit.cause) && isStopTaskError(exit.cause.error)).toBe(true);
        }),
        { numRuns: 300 },
      ));
  }

  it("a stop succeeds only with 200 or 204 and a documented success", () =>
    FastCheck.assert(
      FastCheck.asyncProperty(statuses, bodies, async (status, body) => {
        const exit = await Effect.runPromiseExit(stopOn(bareClient(reply(status, body))));
        if (Exit.isSuccess(exit)) expect(isSuccess(status, body)).toBe(true);
      }),
      { numRuns: 300 },
    ));

  it("an error crosses as JSON and comes back the same", () =>
    FastCheck.assert(
      FastCheck.asyncProperty(statuses, bodies, headers, async (status, body, given) => {
        const stop = stopOn(stockClient(reply(status, body, given)));
        const exit = await Effect.runPromiseExit(stop);
        if (Exit.isSuccess(exit) || !Cause.isFailType(exit.cause)) return;
        const { error } = exit.cause;
        const back = Schema.decodeUnknownSync(StopTaskError)(JSON.parse(JSON.stringify(error)));
        expect({ ...back }).toEqual({ ...error });
      }),
      { numRuns: 300 },
    ));

  it("the message of an error is one line that ends with a full stop", () =>
    FastCheck.assert(
      FastCheck.asyncProperty(statuses, bodies, headers, async (status, body, given) => {
        const stop = stopOn(stockClient(reply(status, body, given)));
        const exit = await Effect.runPromiseExit(stop);
        if (Exit.isSuccess(exit) || !Cause.isFailType(exit.cause)) return;
        expect(exit.cause.error.message).toMatch(/^[^\p{Cc}\u2028\u2029]+\.$/u);
      }),
      { numRuns: 300 },
    ));
});
