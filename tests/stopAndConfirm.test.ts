import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Schema from "effect/Schema";
import * as TestClock from "effect/TestClock";
import * as Emulator from "@codearts/check/emulator";
import { NotConfirmed, RetryPolicy, stopAndConfirm, type StopAndConfirmOptions } from "../mod.ts";
import { emulate, type Emulated, inTime, runningTask, turns } from "./support/emulated.ts";
import { target } from "./support/program.ts";

const { Fault } = Emulator;

const confirm = ({ live }: Emulated, taskId: string, options?: StopAndConfirmOptions) =>
  Effect.provide(inTime(stopAndConfirm(taskId, target, options)), live);

const progress = (status: number | null) =>
  Fault.Reply({ status: 200, body: JSON.stringify({ task_status: status, progress: {} }) });

const stopsOf = ({ cloud }: Emulated) =>
  Effect.map(
    cloud.requests,
    (all) => all.filter(({ operation }) => operation === "stop").length,
  );

describe("stopAndConfirm", () => {
  it.effect("stops, and says what the task ended as", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate();
      const taskId = yield* runningTask(emulated);
      const confirmed = yield* confirm(emulated, taskId);
      expect(confirmed).toMatchObject({ status: { _tag: "Stopped" }, attempts: 1 });
      expect(yield* emulated.cloud.task(taskId)).toMatchObject({ value: { status: 3 } });
    }));

  it.effect("looks until the task does not run, less often as time goes on", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate();
      const taskId = yield* runningTask(emulated);
      yield* emulated.cloud.faultNext(8, progress(0), "progress");
      const { durationMillis } = yield* confirm(emulated, taskId);
      const looks = (yield* emulated.cloud.requests)
        .filter(({ operation }) => operation === "progress").map(({ at }) => at);
      expect(looks).toHaveLength(9);
      const pauses = looks.slice(1).map((at, n) => at - (looks[n] ?? 0));
      expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
      expect(durationMillis).toBeGreaterThan(5_000);
    }));

  it.effect("takes a run that ended by itself for stopped", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate({ runDuration: "1 millis" });
      const taskId = yield* runningTask(emulated);
      yield* TestClock.adjust("1 seconds");
      expect((yield* confirm(emulated, taskId)).status._tag).toBe("Succeeded");
    }));

  it.effect("finds out by a look that a stop arrived whose reply was lost, and sends no other", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate();
      const taskId = yield* runningTask(emulated);
      yield* emulated.cloud.faultNext(1, Fault.Cut({ arrived: true }));
      const { attempts, status } = yield* confirm(emulated, taskId);
      expect([status._tag, attempts]).toEqual(["Stopped", 1]);
      expect(yield* stopsOf(emulated)).toBe(1);
    }));

  it.effect("finds out by a look that a stop did not arrive, and sends another", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate();
      const taskId = yield* runningTask(emulated);
      yield* emulated.cloud.faultNext(1, Fault.Cut({ arrived: false }));
      const { attempts, status } = yield* confirm(emulated, taskId);
      expect([status._tag, attempts]).toEqual(["Stopped", 2]);
    }));

  it.effect("finds out what came of a stop that timed out", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate();
      const taskId = yield* runningTask(emulated);
      yield* emulated.cloud.faultNext(1, Fault.Slow({ delay: "1 hour", arrived: true }));
      const { attempts, status } = yield* confirm(emulated, taskId, { timeout: "3 seconds" });
      expect([status._tag, attempts]).toEqual(["Stopped", 1]);
    }));

  it.effect("takes a refusal for done where a look shows that nothing runs", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate();
      const { taskId } = yield* emulated.cloud.createTask();
      const refusal = '{"error_code":"CC.00099999","error_msg":"task is not running"}';
      yield* emulated.cloud.faultNext(1, Fault.Reply({ status: 400, body: refusal }));
      expect((yield* confirm(emulated, taskId)).status._tag).toBe("NeverRun");
    }));

  it.effect("fails with a refusal where the task runs", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate();
      const taskId = yield* runningTask(emulated);
      const refusal = '{"error_code":"CC.00099999","error_msg":"no"}';
      yield* emulated.cloud.faultNext(1, Fault.Reply({ status: 400, body: refusal }));
      expect(yield* Effect.flip(confirm(emulated, taskId))).toMatchObject({ _tag: "ServiceError" });
    }));

  it.effect("tries again what passes", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate();
      const taskId = yield* runningTask(emulated);
      yield* emulated.cloud.faultNext(2, Fault.Busy());
      yield* emulated.cloud.faultNext(2, Fault.Unavailable({ status: 503 }), "progress");
      const { attempts, status } = yield* confirm(emulated, taskId);
      expect([status._tag, attempts]).toEqual(["Stopped", 3]);
    }));

  it.effect("leaves retries to the policy in the context", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate();
      const taskId = yield* runningTask(emulated);
      yield* emulated.cloud.faultNext(1, Fault.Busy());
      const error = yield* Effect.flip(confirm(emulated, taskId)).pipe(
        Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none),
      );
      expect(error._tag).toBe("NetworkBusy");
    }));

  it.effect("does not wait for looks that are not answered to end: it looks again", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate();
      const taskId = yield* runningTask(emulated);
      yield* emulated.cloud.faultNext(3, Fault.Unavailable({ status: 502 }), "progress");
      const confirmed = yield* confirm(emulated, taskId).pipe(
        Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none),
      );
      expect(confirmed.status._tag).toBe("Stopped");
    }));

  it.effect("fails with the last status when the deadline passes", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate();
      const taskId = yield* runningTask(emulated);
      yield* emulated.cloud.faultNext(Infinity, progress(0), "progress");
      const error = yield* Effect.flip(confirm(emulated, taskId, { deadline: "20 seconds" }));
      expect(error).toMatchObject({
        _tag: "NotConfirmed",
        taskId,
        attempts: 1,
        lastStatus: { _tag: "Running" },
      });
      expect(error.message).toContain("within 20s: the last look showed Running.");
    }));

  it.effect("fails with InvalidRequest for a deadline that is none", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate();
      const deadline = "soon" as "1 seconds";
      const error = yield* Effect.flip(confirm(emulated, "task-1", { deadline }));
      expect(error._tag).toBe("InvalidRequest");
      expect(yield* emulated.cloud.requests).toEqual([]);
    }));

  it.effect("sends nothing more when it is interrupted", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate();
      const taskId = yield* runningTask(emulated);
      yield* emulated.cloud.faultNext(Infinity, progress(0), "progress");
      const fiber = yield* stopAndConfirm(taskId, target).pipe(
        Effect.provide(emulated.live),
        Effect.fork,
      );
      yield* turns;
      yield* TestClock.adjust("10 seconds");
      yield* Fiber.interrupt(fiber);
      const before = (yield* emulated.cloud.requests).length;
      yield* TestClock.adjust("1 minutes");
      expect((yield* emulated.cloud.requests).length).toBe(before);
    }));

  it("fails with an error that crosses as JSON", () => {
    const json =
      '{"_tag":"NotConfirmed","taskId":"a","lastStatus":{"_tag":"Running","ratio":0.5,"info":null},"attempts":2,"deadline":1000,"retryable":true}';
    const error = Schema.decodeUnknownSync(NotConfirmed)(JSON.parse(json));
    expect(error).toBeInstanceOf(NotConfirmed);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject(JSON.parse(json));
  });
});
