import { describe, expect, it } from "@effect/vitest";
import * as Clock from "effect/Clock";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as FastCheck from "effect/FastCheck";
import * as Fiber from "effect/Fiber";
import * as Logger from "effect/Logger";
import * as LogLevel from "effect/LogLevel";
import * as Random from "effect/Random";
import * as TestClock from "effect/TestClock";
import * as TestContext from "effect/TestContext";
import {
  NetworkBusy,
  type RetryOptions,
  RetryPolicy,
  retryTransient,
  type StopTaskError,
  Throttled,
} from "../mod.ts";
import { members } from "./support/errors.ts";

/** What was tried: when each attempt began, and how it ended. */
interface Run {
  readonly starts: ReadonlyArray<number>;
  readonly exit: Exit.Exit<string, StopTaskError>;
  readonly logged: ReadonlyArray<string>;
  readonly available: number;
}

/** Runs attempts that fail with these errors in turn, each after so long, and then succeed. */
const runWith = (
  errors: ReadonlyArray<StopTaskError>,
  options: RetryPolicy.Options = {},
  { random = 0.5, tookMillis = 0, within = {} as RetryOptions, bucket = 500 } = {},
): Effect.Effect<Run, StopTaskError> =>
  Effect.gen(function* () {
    const starts: Array<number> = [];
    const logged: Array<string> = [];
    const policy = yield* RetryPolicy.make(options);
    policy.bucket.available = Math.min(bucket, policy.bucket.available);
    const attempt = Effect.gen(function* () {
      starts.push(yield* Clock.currentTimeMillis);
      const error = errors[starts.length - 1];
      if (tookMillis > 0) yield* Effect.sleep(tookMillis);
      return error === undefined ? "done" : yield* Effect.fail(error);
    });
    const fiber = yield* attempt.pipe(
      retryTransient(within),
      Effect.exit,
      Effect.provideService(RetryPolicy.RetryPolicy, policy),
      Effect.withRandom(Random.fixed([random])),
      Logger.withMinimumLogLevel(LogLevel.Debug),
      Effect.provide(Logger.replace(
        Logger.defaultLogger,
        Logger.make(({ logLevel, message }) => void logged.push(`${logLevel.label} ${message}`)),
      )),
      Effect.fork,
    );
    yield* TestClock.adjust("1000 days");
    const exit = yield* Fiber.join(fiber);
    return { starts, exit, logged, available: policy.bucket.available };
  }).pipe(Effect.provide(TestContext.TestContext));

const waits = ({ starts }: Run): ReadonlyArray<number> =>
  starts.slice(1).map((start, index) => start - (starts[index] ?? 0));

const busy = new NetworkBusy({ status: 400 });
const asking = (seconds: number) =>
  new Throttled({ status: 429, retryAfter: Duration.seconds(seconds) });
const failures = (count: number, error: StopTaskError = busy) =>
  Array.from({ length: count }, () => error);

describe("retryTransient", () => {
  for (const [tag, arbitrary] of Object.entries(members)) {
    it(`tries ${tag} again where its own retryable says so, and else not`, () =>
      FastCheck.assert(
        FastCheck.asyncProperty(arbitrary, async (error: StopTaskError) => {
          const run = await Effect.runPromise(runWith([error]));
          expect(run.starts).toHaveLength(error.retryable ? 2 : 1);
          expect(run.exit).toEqual(error.retryable ? Exit.succeed("done") : Exit.fail(error));
        }),
        { numRuns: 3 },
      ));
  }

  it.effect("makes five attempts in all, and fails with the last error", () =>
    Effect.gen(function* () {
      const last = new NetworkBusy({ status: 400, detail: "the last" });
      const run = yield* runWith([...failures(4), last]);
      expect(run.starts).toHaveLength(5);
      expect(run.exit).toEqual(Exit.fail(last));
    }));

  it.effect("waits twice as long each time, up to 20 seconds", () =>
    Effect.gen(function* () {
      const run = yield* runWith(failures(9), { maxAttempts: 10, deadline: "1 hour" }, {
        random: 1,
      });
      expect(waits(run)).toEqual([200, 400, 800, 1600, 3200, 6400, 12_800, 20_000, 20_000]);
    }));

  it.effect("begins with a second where the service throttles", () =>
    Effect.gen(function* () {
      const run = yield* runWith(failures(3, new Throttled({ status: 429 })), {}, { random: 1 });
      expect(waits(run)).toEqual([1000, 2000, 4000]);
    }));

  it.effect("waits no less than the reply asks for", () =>
    Effect.gen(function* () {
      expect(waits(yield* runWith([asking(30)]))).toEqual([30_000]);
    }));

  it.effect("tries one last time at the deadline where the reply asks for more", () =>
    Effect.gen(function* () {
      const run = yield* runWith(failures(3, asking(3600)));
      expect(run.starts).toEqual([0, 60_000]);
      expect(run.exit).toEqual(Exit.fail(asking(3600)));
    }));

  it.effect("does not wait after the deadline", () =>
    Effect.gen(function* () {
      const run = yield* runWith(failures(4), {}, { tookMillis: 60_000 });
      expect(run.starts).toEqual([0]);
    }));

  it.effect("takes from the options what they say, and the rest from the context", () =>
    Effect.gen(function* () {
      const options = { maxAttempts: 9, baseDelay: "7 seconds", maxDelay: "7 seconds" } as const;
      const run = yield* runWith(failures(9), options, { random: 1, within: { maxAttempts: 3 } });
      expect(waits(run)).toEqual([7000, 7000]);
    }));

  it.effect("logs what each retry waits for, how long, and which attempt follows", () =>
    Effect.gen(function* () {
      const run = yield* runWith([busy, asking(2)]);
      expect(run.logged).toEqual([
        `DEBUG Attempt 2 of 5 follows in 100ms, after NetworkBusy: ${busy.message}`,
        `DEBUG Attempt 3 of 5 follows in 2s, after Throttled: ${asking(2).message}`,
      ]);
    }));

  it("keeps every wait within its bounds, and every attempt within the deadline", () => {
    const millis = FastCheck.integer({ min: 0, max: 100_000 });
    const transient = FastCheck.oneof(
      members.NetworkBusy,
      members.Throttled,
      members.ServiceUnavailable,
      members.ConnectionFailed,
      members.RequestTimedOut,
    );
    return FastCheck.assert(
      FastCheck.asyncProperty(
        FastCheck.array(transient, { maxLength: 12 }),
        FastCheck.record({
          maxAttempts: FastCheck.oneof(
            FastCheck.integer({ min: 1, max: 12 }),
            FastCheck.constant(Infinity),
          ),
          baseDelay: millis,
          throttledDelay: millis,
          maxDelay: millis,
          deadline: millis,
        }),
        FastCheck.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        FastCheck.nat(3000),
        async (errors, options, random, tookMillis) => {
          const run = await Effect.runPromise(runWith(errors, options, { random, tookMillis }));
          expect(run.starts.length).toBeLessThanOrEqual(options.maxAttempts);
          run.starts.slice(1).forEach((start, retry) => {
            const error = errors[retry];
            const failedAt = (run.starts[retry] ?? 0) + tookMillis;
            const base = error?._tag === "Throttled" ? options.throttledDelay : options.baseDelay;
            const asked = error !== undefined && "retryAfter" in error
              ? Duration.toMillis(error.retryAfter ?? 0)
              : 0;
            const jitter = Math.ceil(random * Math.min(base * 2 ** retry, options.maxDelay));
            const left = options.deadline - failedAt;
            expect(left).toBeGreaterThan(0);
            expect(start - failedAt).toBe(Math.min(Math.max(jitter, asked), left));
          });
          const ended = (run.starts.at(-1) ?? 0) + tookMillis;
          const mayGoOn = run.starts.length < options.maxAttempts && ended < options.deadline;
          if (Exit.isFailure(run.exit)) expect(mayGoOn).toBe(false);
        },
      ),
      { numRuns: 80 },
    );
  });
});

describe("the bucket", () => {
  it.effect("lends 5 for a retry, and gets them back from the success", () =>
    Effect.gen(function* () {
      expect((yield* runWith(failures(2))).available).toBe(495);
      expect((yield* runWith(failures(1))).available).toBe(500);
    }));

  it.effect("lends 10 for a retry after a timeout", () =>
    Effect.gen(function* () {
      const [error] = FastCheck.sample(members.RequestTimedOut, 1);
      const run = yield* runWith(failures(5, error), { maxAttempts: 4 });
      expect(run.available).toBe(470);
    }));

  it.effect("gets 1 from a success without a retry", () =>
    Effect.gen(function* () {
      expect((yield* runWith([], {}, { bucket: 7 })).available).toBe(8);
    }));

  it.effect("lets the error out at once where it has too little", () =>
    Effect.gen(function* () {
      const run = yield* runWith(failures(1), {}, { bucket: 4 });
      expect(run).toMatchObject({ starts: [0], exit: Exit.fail(busy), available: 4 });
    }));
});
