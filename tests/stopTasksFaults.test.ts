import { describe, expect, it } from "vitest";
import * as Chunk from "effect/Chunk";
import * as Effect from "effect/Effect";
import * as Either from "effect/Either";
import * as FastCheck from "effect/FastCheck";
import * as Option from "effect/Option";
import * as Stream from "effect/Stream";
import * as TestContext from "effect/TestContext";
import * as Emulator from "@codearts/check/emulator";
import { type StopOutcome, stopTasks } from "../mod.ts";
import { emulate, inTime, runningTask } from "./support/emulated.ts";
import { target } from "./support/program.ts";

const { Fault } = Emulator;

/** Any fault that the emulator plays, on so many stops. */
const faults = FastCheck.array(
  FastCheck.tuple(
    FastCheck.integer({ min: 1, max: 12 }),
    FastCheck.oneof(
      FastCheck.constant(Fault.Busy()),
      FastCheck.integer({ min: 0, max: 90 }).map((retryAfter) => Fault.Throttled({ retryAfter })),
      FastCheck.constantFrom(500, 502, 503, 504).map((status) =>
        Fault.Unavailable({ status: status as 500 | 502 | 503 | 504 })
      ),
      FastCheck.record({
        delay: FastCheck.integer({ min: 0, max: 100_000 }),
        arrived: FastCheck.boolean(),
      }).map(Fault.Slow),
      FastCheck.boolean().map((arrived) => Fault.Cut({ arrived })),
      FastCheck.constantFrom(
        { status: 401, body: '{"error_code":"CC.00000003"}' },
        { status: 403, body: '{"error_code":"CC.00050010"}' },
        { status: 200, body: "<html>" },
        { status: 307, headers: { location: "https://elsewhere.example/" } },
      ).map(Fault.Reply),
    ),
  ),
  { maxLength: 12 },
);

/** So many running tasks, the ids of some that are not there, and some that are none. */
const input = FastCheck.record({
  running: FastCheck.nat(40),
  missing: FastCheck.nat(3),
  bad: FastCheck.nat(3),
  again: FastCheck.nat(10),
  concurrency: FastCheck.integer({ min: 1, max: 20 }),
  faults,
});

type Input = typeof input extends FastCheck.Arbitrary<infer A> ? A : never;

const run = ({ again, bad, concurrency, faults, missing, running }: Input) =>
  Effect.gen(function* () {
    const emulated = yield* emulate({ stopDuration: "20 millis", runDuration: "30 days" });
    const { cloud, live } = emulated;
    const ids: Array<string> = [];
    for (let n = 0; n < running; n++) {
      ids.push(yield* runningTask(emulated));
    }
    for (let n = 0; n < missing; n++) ids.push(`missing-${n}`);
    for (let n = 0; n < bad; n++) ids.push(`no id ${n}`);
    for (const [count, fault] of faults) yield* cloud.faultNext(count, fault);
    const stops = stopTasks([...ids, ...ids.slice(0, again)], target, { concurrency });
    const outcomes = yield* inTime(Stream.runCollect(stops), "5 seconds").pipe(
      Effect.provide(live),
    );
    return { cloud, ids, outcomes: Chunk.toReadonlyArray(outcomes) };
  });

const isStopped = ({ result }: StopOutcome): boolean => Either.isRight(result);

describe("stopTasks, whatever the service does,", () => {
  it("gives each id one outcome, and what it reports as stopped is stopped", async () => {
    await FastCheck.assert(
      FastCheck.asyncProperty(input, (given) =>
        Effect.gen(function* () {
          const { cloud, ids, outcomes } = yield* run(given);
          expect(outcomes.map(({ taskId }) => taskId).sort()).toEqual([...ids].sort());
          for (const outcome of outcomes.filter(isStopped)) {
            const task = Option.getOrThrow(yield* cloud.task(outcome.taskId));
            expect(task.status).toBe(3);
          }
          for (const { attempts, result } of outcomes) {
            const tag = Either.isRight(result) ? "Stopped" : result.left._tag;
            if (tag === "InvalidTaskId" || tag === "NotAttempted") expect(attempts).toBe(0);
            else expect(attempts).toBeGreaterThan(0);
          }
        }).pipe(Effect.provide(TestContext.TestContext), Effect.orDie, (test) =>
          Effect.runPromise(test))),
      { numRuns: 40 },
    );
  }, 120_000);
});
