import { describe, expect, it } from "@effect/vitest";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as FastCheck from "effect/FastCheck";
import * as Layer from "effect/Layer";
import * as Ref from "effect/Ref";
import * as TestClock from "effect/TestClock";
import * as Fiber from "effect/Fiber";
import { NetworkBusy, RetryPolicy, retryTransient } from "../mod.ts";

const busy = new NetworkBusy({ status: 400 });

describe("a RetryPolicy", () => {
  it.effect("is in every context by default, and the same for all", () =>
    Effect.gen(function* () {
      const one = yield* RetryPolicy.RetryPolicy;
      expect(one).toMatchObject({ maxAttempts: 5, bucket: { capacity: 500 } });
      expect(Context.get(Context.empty(), RetryPolicy.RetryPolicy)).toBe(one);
    }));

  it.effect("none retries nothing", () =>
    Effect.gen(function* () {
      const calls = yield* Ref.make(0);
      const error = yield* Ref.update(calls, (n) => n + 1).pipe(
        Effect.zipRight(Effect.fail(busy)),
        retryTransient(),
        Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none),
        Effect.flip,
      );
      expect(error).toBe(busy);
      expect(yield* Ref.get(calls)).toBe(1);
    }));

  it.effect("keeps an outage from being made worse", () =>
    Effect.gen(function* () {
      const calls = yield* Ref.make(0);
      const attempt = Ref.update(calls, (n) => n + 1).pipe(Effect.zipRight(Effect.fail(busy)));
      const outage = yield* Effect.all(
        Array.from({ length: 1000 }, () => Effect.exit(retryTransient()(attempt))),
        { concurrency: "unbounded" },
      ).pipe(Effect.provide(RetryPolicy.layer({ capacity: 100 })), Effect.fork);
      yield* TestClock.adjust("1 hour");
      yield* Fiber.join(outage);
      // 20 retries, where there would be 4000.
      expect(yield* Ref.get(calls)).toBe(1020);
    }));

  it.effect("of a layer is what retries within it go by", () =>
    Effect.gen(function* () {
      const policy = yield* Effect.provide(
        RetryPolicy.RetryPolicy,
        RetryPolicy.layer({ maxAttempts: 2, deadline: "10 seconds" }),
      );
      expect(policy.maxAttempts).toBe(2);
    }));

  const names = ["maxAttempts", "baseDelay", "throttledDelay", "maxDelay", "deadline", "capacity"];
  const wrong = [-1, NaN, -Infinity, "soon", "-5 seconds", -5n, {}, true, Symbol("s")];

  for (const name of names) {
    it.effect(`refuses a ${name} that means nothing`, () =>
      Effect.gen(function* () {
        for (const value of wrong) {
          const error = yield* Effect.flip(RetryPolicy.make({ [name]: value }));
          expect(error).toMatchObject({ _tag: "InvalidRequest", retryable: false });
          expect(error.message).toContain(`the retry option ${name} cannot be `);
        }
      }));
  }

  it.effect("refuses less than one attempt, and a part of one", () =>
    Effect.gen(function* () {
      for (const maxAttempts of [0, 1.5]) {
        const error = yield* Effect.flip(Layer.build(RetryPolicy.layer({ maxAttempts })));
        expect(error.message).toContain("expected a whole number from 1, or Infinity");
      }
    }).pipe(Effect.scoped));

  it.effect("is not asked where an option of retryTransient means nothing: nothing is tried", () =>
    Effect.gen(function* () {
      const error = yield* Effect.die("tried").pipe(
        retryTransient({ maxDelay: NaN }),
        Effect.flip,
      );
      expect(error).toMatchObject({ _tag: "InvalidRequest", retryable: false });
    }));

  it("takes any options without a defect", () =>
    FastCheck.assert(
      FastCheck.asyncProperty(
        FastCheck.oneof(
          FastCheck.anything(),
          FastCheck.record(
            Object.fromEntries(names.map((name) => [name, FastCheck.anything()])),
            { requiredKeys: [] },
          ),
        ),
        async (options) => {
          const run = Effect.all([
            Effect.either(RetryPolicy.make(options as RetryPolicy.Options)),
            Effect.either(retryTransient(options as RetryPolicy.Options)(Effect.void)),
          ]);
          await Effect.runPromise(run);
        },
      ),
      { numRuns: 300 },
    ));
});
