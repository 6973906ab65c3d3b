import { afterEach, describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { withoutFrames } from "../src/errors/withoutFrames.ts";
import { clientOn, fakeFetch } from "./support/fetch.ts";
import { stopOn } from "./support/program.ts";
import { errorOf, reply } from "./support/reply.ts";

const { stackTraceLimit } = Error;

describe("an error", () => {
  it.effect("that a reply becomes has its message for a stack, and no frames of whoever read it", () =>
    Effect.gen(function* () {
      const error = yield* errorOf(reply(400, '{"error_code":"CC.00000000"}'));
      expect(error.stack).toBe(`NetworkBusy: ${error.message}`);
    }));

  it.effect("that nobody documents has no frames either", () =>
    Effect.gen(function* () {
      const error = yield* errorOf(reply(404, "no"));
      expect(error.stack).toBe(`UnexpectedResponse: ${error.message}`);
    }));

  it.effect("of a connection has no frames either", () =>
    Effect.gen(function* () {
      const { fetch } = fakeFetch(() => Promise.reject(new TypeError("fetch failed")));
      const error = yield* Effect.flip(stopOn(clientOn(fetch)));
      expect(error.stack).toBe(`ConnectionFailed: ${error.message}`);
    }));
});

describe("withoutFrames", () => {
  afterEach(() => {
    Object.defineProperty(Error, "stackTraceLimit", {
      value: stackTraceLimit,
      writable: true,
      configurable: true,
    });
  });

  it("leaves other errors their frames", () => {
    withoutFrames(() => new Error("one"));
    expect(Error.stackTraceLimit).toBe(stackTraceLimit);
    expect(new Error("another").stack).toContain("frames.test.ts");
  });

  it("leaves other errors their frames, also when what it was given throws", () => {
    expect(() =>
      withoutFrames(() => {
        throw new Error("thrown");
      })
    ).toThrow("thrown");
    expect(Error.stackTraceLimit).toBe(stackTraceLimit);
  });

  it("makes the error all the same where the number of frames is fixed", () => {
    Object.defineProperty(Error, "stackTraceLimit", { writable: false });
    expect(withoutFrames(() => new Error("one")).stack).toContain("frames.test.ts");
  });

  it("leaves a runtime alone that has no such number", () => {
    Reflect.deleteProperty(Error, "stackTraceLimit");
    expect(withoutFrames(() => new Error("one")).message).toBe("one");
    expect("stackTraceLimit" in Error).toBe(false);
  });
});
