import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import * as TestClock from "effect/TestClock";
import * as Emulator from "@codearts/check/emulator";
import { supersedeTask } from "../mod.ts";
import { emulate, type Emulated, inTime, runningTask } from "./support/emulated.ts";
import { target } from "./support/program.ts";

const { Fault } = Emulator;

const supersede = ({ live }: Emulated, taskId: string) =>
  Effect.provide(inTime(supersedeTask(taskId, target)), live);

const taskOf = ({ cloud }: Emulated, taskId: string) =>
  Effect.map(cloud.task(taskId), Option.getOrThrow);

describe("supersedeTask", () => {
  it.effect("stops the run that goes on, and starts another", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate();
      const taskId = yield* runningTask(emulated);
      const before = yield* taskOf(emulated, taskId);
      const { jobId, stopped } = yield* supersede(emulated, taskId);
      const after = yield* taskOf(emulated, taskId);
      expect(stopped?.status._tag).toBe("Stopped");
      expect(after).toMatchObject({ status: 0, runs: 2, stops: 1, jobId });
      expect(jobId).not.toBe(before.jobId);
    }));

  it.effect("starts a run where none goes on, and stops nothing", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate();
      const { taskId } = yield* emulated.cloud.createTask();
      const { jobId, stopped } = yield* supersede(emulated, taskId);
      expect(stopped).toBeUndefined();
      expect(yield* taskOf(emulated, taskId)).toMatchObject({
        status: 0,
        runs: 1,
        stops: 0,
        jobId,
      });
    }));

  it.effect("called twice at once, leaves one run, which began after both", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate();
      const taskId = yield* runningTask(emulated);
      const both = Effect.all([supersedeTask(taskId, target), supersedeTask(taskId, target)], {
        concurrency: 2,
      });
      const results = yield* Effect.provide(inTime(both), emulated.live);
      const { jobId, status } = yield* taskOf(emulated, taskId);
      expect(status).toBe(0);
      expect(results.map((result) => result.jobId)).toContain(jobId);
    }));

  it.effect("called twice a moment apart, leaves the run of the later", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate({ stopDuration: "1 seconds" });
      const taskId = yield* runningTask(emulated);
      const both = Effect.all([
        supersedeTask(taskId, target),
        Effect.delay(supersedeTask(taskId, target), "5 seconds"),
      ], { concurrency: 2 });
      const [, later] = yield* Effect.provide(inTime(both), emulated.live);
      expect(yield* taskOf(emulated, taskId)).toMatchObject({ status: 0, jobId: later.jobId });
    }));

  it.effect("does not mind a run that ends by itself between the look and the stop", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate({ runDuration: "1 millis" });
      const taskId = yield* runningTask(emulated);
      yield* TestClock.adjust("1 seconds");
      const running = '{"task_status":0,"progress":{"ratio":"99%","info":"running"}}';
      yield* emulated.cloud.faultNext(1, Fault.Reply({ status: 200, body: running }), "progress");
      const { stopped } = yield* supersede(emulated, taskId);
      expect(stopped?.status._tag).toBe("Succeeded");
      expect((yield* taskOf(emulated, taskId)).runs).toBe(2);
    }));

  it.effect("starts no second run where the reply of the first was lost", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate();
      const { taskId } = yield* emulated.cloud.createTask();
      yield* emulated.cloud.faultNext(1, Fault.Cut({ arrived: true }), "run");
      const { jobId } = yield* supersede(emulated, taskId);
      expect(jobId).toBeUndefined();
      expect(yield* taskOf(emulated, taskId)).toMatchObject({ status: 0, runs: 1 });
    }));

  it.effect("starts the run again where it did not arrive", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate();
      const { taskId } = yield* emulated.cloud.createTask();
      yield* emulated.cloud.faultNext(1, Fault.Cut({ arrived: false }), "run");
      const { jobId } = yield* supersede(emulated, taskId);
      expect(yield* taskOf(emulated, taskId)).toMatchObject({ status: 0, runs: 1, jobId });
    }));

  it.effect("waits where a run that has stopped is said to run still", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate();
      const { taskId } = yield* emulated.cloud.createTask();
      const body = '{"error_code":"CC.00050015","error_msg":"task is running"}';
      yield* emulated.cloud.faultNext(2, Fault.Reply({ status: 200, body }), "run");
      const { jobId } = yield* supersede(emulated, taskId);
      expect(yield* taskOf(emulated, taskId)).toMatchObject({ status: 0, runs: 1, jobId });
    }));

  it.effect("fails as the stop fails, and starts nothing", () =>
    Effect.gen(function* () {
      const emulated = yield* emulate();
      const taskId = yield* runningTask(emulated);
      const denied = '{"error_code":"CC.00050010","error_msg":"no permission"}';
      yield* emulated.cloud.faultNext(1, Fault.Reply({ status: 403, body: denied }));
      expect((yield* Effect.flip(supersede(emulated, taskId)))._tag).toBe("PermissionDenied");
      expect((yield* taskOf(emulated, taskId)).runs).toBe(1);
    }));
});
