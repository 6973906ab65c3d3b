import { inspect } from "node:util";
import { describe, expect, it } from "@effect/vitest";
import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as FastCheck from "effect/FastCheck";
import * as Schema from "effect/Schema";
import { StopTaskError, TokenUnavailable } from "../mod.ts";
import { members } from "./support/errors.ts";

const encode = Schema.encodeSync(StopTaskError);
const decode = Schema.decodeUnknownSync(StopTaskError);

/** What each member says of another try: whether it can help, and whether the first may have arrived. */
const says: {
  readonly [Tag in Exclude<StopTaskError["_tag"], "TokenUnavailable">]: Readonly<
    Record<string, boolean>
  >;
} = {
  NetworkBusy: { retryable: true },
  Throttled: { retryable: true },
  ServiceUnavailable: { retryable: true },
  ConnectionFailed: { retryable: true, ambiguous: true },
  RequestTimedOut: { retryable: true, ambiguous: true },
  AuthExpired: { retryable: false },
  AuthRejected: { retryable: false },
  PermissionDenied: { retryable: false },
  TaskNotFound: { retryable: false },
  InvalidRequest: { retryable: false },
  ServiceError: { retryable: false },
  UnexpectedResponse: { retryable: false },
  InvalidTaskId: { retryable: false },
  InvalidEndpoint: { retryable: false },
};

const flagsOf = (error: object) =>
  Object.fromEntries(
    Object.entries(error).filter(([key]) => key === "retryable" || key === "ambiguous"),
  );

const always = (
  arbitrary: FastCheck.Arbitrary<StopTaskError>,
  holds: (error: StopTaskError) => void,
): void => FastCheck.assert(FastCheck.property(arbitrary, holds));

for (const [tag, arbitrary] of Object.entries(members)) {
  describe(tag, () => {
    it("encodes to JSON and decodes to the same class with the same fields", () =>
      always(arbitrary, (error) => {
        const back = decode(JSON.parse(JSON.stringify(encode(error))));
        expect(back).toBeInstanceOf(error.constructor);
        expect({ ...back }).toEqual({ ...error });
      }));

    it("decodes from its own JSON to the same class with the same fields", () =>
      always(arbitrary, (error) => {
        const back = decode(JSON.parse(JSON.stringify(error)));
        expect(back).toBeInstanceOf(error.constructor);
        expect({ ...back }).toEqual({ ...error });
      }));

    it("has in its JSON the message, and what it encodes to", () =>
      always(arbitrary, (error) => {
        expect(JSON.parse(JSON.stringify(error))).toEqual({
          ...encode(error),
          message: error.message,
        });
      }));

    it("encodes to what can be cloned", () =>
      always(arbitrary, (error) => {
        const encoded = encode(error);
        expect(structuredClone(encoded)).toEqual(encoded);
      }));

    it("has a message of one line that ends with advice", () =>
      always(arbitrary, (error) => {
        expect(error.message).toMatch(/^[^\p{Cc}\u2028\u2029]+\. [A-Z][^\p{Cc}\u2028\u2029]+\.$/u);
      }));

    it("shows its tag and its message when it is inspected", () =>
      always(arbitrary, (error) => {
        expect(inspect(error)).toContain(`${tag}: ${error.message}`);
      }));

    it("shows its tag and its message as text", () =>
      always(arbitrary, (error) => {
        expect(String(error)).toBe(`${tag}: ${error.message}`);
      }));

    it("shows its tag and its message in a cause", () =>
      always(arbitrary, (error) => {
        expect(Cause.pretty(Cause.fail(error))).toContain(`${tag}: ${error.message}`);
      }));

    it("is an Error with a stack that starts where it was made", () =>
      always(arbitrary, (error) => {
        expect(error).toBeInstanceOf(Error);
        expect(error.stack).toContain("support/errors.ts");
      }));
  });
}

describe("another try", () => {
  const fixed = Object.entries(members).filter(([tag]) => tag !== "TokenUnavailable");

  for (const [tag, arbitrary] of fixed) {
    const flags = Object.entries(says).find(([name]) => name === tag)?.[1];

    it(`after ${tag} is ${JSON.stringify(flags)}, without being told`, () =>
      always(arbitrary, (error) => {
        expect(flagsOf(error)).toEqual(flags);
      }));

    it(`after ${tag} cannot be said to be the contrary`, () =>
      always(arbitrary, (error) => {
        expect(() => decode({ ...encode(error), retryable: !error.retryable })).toThrow();
      }));
  }

  for (const retryable of [true, false]) {
    it(`after TokenUnavailable is what its maker says: ${retryable}`, () => {
      expect(flagsOf(new TokenUnavailable({ reason: "none", retryable }))).toEqual({ retryable });
    });
  }

  it("after TokenUnavailable is of no use unless its maker says so", () => {
    expect(flagsOf(new TokenUnavailable({ reason: "none" }))).toEqual({ retryable: false });
  });
});

/** What a program does about each, told to the compiler by the lack of a type for the error. */
const handled = (error: StopTaskError): Effect.Effect<string> =>
  Effect.fail(error).pipe(
    Effect.catchTags({
      NetworkBusy: ({ status }) => Effect.succeed(`NetworkBusy ${status}`),
      Throttled: ({ retryAfter }) => Effect.succeed(`Throttled ${String(retryAfter)}`),
      ServiceUnavailable: ({ status }) => Effect.succeed(`ServiceUnavailable ${status}`),
      AuthExpired: ({ status }) => Effect.succeed(`AuthExpired ${status}`),
      AuthRejected: ({ status }) => Effect.succeed(`AuthRejected ${status}`),
      PermissionDenied: ({ status }) => Effect.succeed(`PermissionDenied ${status}`),
      TaskNotFound: ({ status }) => Effect.succeed(`TaskNotFound ${status}`),
      InvalidRequest: ({ detail }) => Effect.succeed(`InvalidRequest ${detail}`),
      ServiceError: ({ code }) => Effect.succeed(`ServiceError ${code}`),
      UnexpectedResponse: ({ body }) => Effect.succeed(`UnexpectedResponse ${body}`),
      ConnectionFailed: ({ reason }) => Effect.succeed(`ConnectionFailed ${reason}`),
      RequestTimedOut: ({ timeout }) => Effect.succeed(`RequestTimedOut ${String(timeout)}`),
      InvalidTaskId: ({ taskId }) => Effect.succeed(`InvalidTaskId ${taskId}`),
      InvalidEndpoint: ({ endpoint }) => Effect.succeed(`InvalidEndpoint ${endpoint}`),
      TokenUnavailable: ({ reason }) => Effect.succeed(`TokenUnavailable ${reason}`),
    }),
  );

describe("StopTaskError", () => {
  it("has fifteen members", () => {
    expect(StopTaskError.members).toHaveLength(15);
  });

  it("has its members caught by their tags", () =>
    always(FastCheck.oneof(...Object.values(members)), (error) => {
      expect(Effect.runSync(handled(error)).split(" ")[0]).toBe(error._tag);
    }));

  it("takes nothing else for an error of its own", () => {
    expect(Schema.is(StopTaskError)({ _tag: "NetworkBusy", status: 400, retryable: true })).toBe(
      false,
    );
  });

  it("refuses a tag that it does not have", () => {
    expect(() => decode({ _tag: "Busy", status: 400, retryable: true })).toThrow();
  });
});
