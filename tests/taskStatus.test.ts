import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Schema from "effect/Schema";
import * as TestClock from "effect/TestClock";
import { StaticToken, stopTask, TaskStatus, taskStatus } from "../mod.ts";
import * as Emulator from "../src/emulator/Emulator.ts";
import { answering, on } from "./support/call.ts";
import { target, taskId } from "./support/program.ts";

const statusOf = (body: string, status = 200) =>
  on(answering(status, body), taskStatus(taskId, target));

const statuses: ReadonlyArray<readonly [name: string, body: unknown, status: TaskStatus]> = [
  [
    "0 with a ratio",
    { task_status: 0, progress: { ratio: "45%", info: "running" } },
    { _tag: "Running", ratio: 0.45, info: "running" },
  ],
  ["0 at the start", { task_status: 0, progress: { ratio: "0%", info: "running" } }, {
    _tag: "Running",
    ratio: 0,
    info: "running",
  }],
  ["0 with parts of a percent", { task_status: 0, progress: { ratio: " 12.5 %" } }, {
    _tag: "Running",
    ratio: 0.125,
    info: null,
  }],
  ["1", { task_status: 1, progress: { ratio: null, info: null } }, { _tag: "Failed" }],
  ["2", { task_status: 2, progress: { ratio: "100%", info: "success" } }, { _tag: "Succeeded" }],
  ["3", { task_status: 3, progress: { ratio: null, info: null } }, { _tag: "Stopped" }],
  ["null", { task_status: null, progress: { ratio: null, info: null } }, { _tag: "NeverRun" }],
  ["null without progress", { task_status: null }, { _tag: "NeverRun" }],
];

describe("the status of a task", () => {
  for (const [name, body, status] of statuses) {
    it.effect(`is ${status._tag} for ${name}`, () =>
      Effect.gen(function* () {
        const told = yield* statusOf(JSON.stringify(body));
        expect(told).toEqual(status);
        const json = JSON.stringify(yield* Schema.encode(TaskStatus)(told));
        expect(JSON.parse(json)).toEqual(status);
        expect(yield* Schema.decode(Schema.parseJson(TaskStatus))(json)).toEqual(status);
      }));
  }

  for (const ratio of ["", "45", "101%", "-1%", "x%", 45, {}, null, undefined]) {
    it.effect(`is Running without a ratio where that is ${JSON.stringify(ratio)}`, () =>
      Effect.gen(function* () {
        const told = yield* statusOf(JSON.stringify({ task_status: 0, progress: { ratio } }));
        expect(told).toEqual({ _tag: "Running", ratio: null, info: null });
      }));
  }

  for (const progress of [null, undefined, "x", []]) {
    it.effect(`is Running where the progress is ${JSON.stringify(progress)}`, () =>
      Effect.gen(function* () {
        const told = yield* statusOf(JSON.stringify({ task_status: 0, progress }));
        expect(told).toEqual({ _tag: "Running", ratio: null, info: null });
      }));
  }

  for (
    const body of ["", "null", "{}", "[]", '{"task_status":4}', '{"task_status":"0"}', "<html>"]
  ) {
    it.effect(`is UnexpectedResponse for ${body || "nothing"}`, () =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(statusOf(body));
        expect(error).toMatchObject({ _tag: "UnexpectedResponse", status: 200, body });
      }));
  }

  it.effect("is the error that a 200 has a code of", () =>
    Effect.gen(function* () {
      const body = '{"task_status":0,"error_code":"CC.00050013","error_msg":"project not exist"}';
      expect(yield* Effect.flip(statusOf(body))).toMatchObject({ _tag: "TaskNotFound" });
    }));

  it.effect("is asked for with the job's id, where one is given", () =>
    Effect.gen(function* () {
      const mine = answering(200, '{"task_status":null}');
      yield* on(mine, taskStatus(taskId, target, { jobId: "a-1" }));
      yield* on(mine, taskStatus(taskId, target));
      expect(mine.calls.map(({ init, url }) => `${init.method} ${url}`)).toEqual([
        `GET https://check.example/v2/tasks/${taskId}/progress?job_id=a-1`,
        `GET https://check.example/v2/tasks/${taskId}/progress`,
      ]);
    }));

  it.effect("is not asked for with an id that is none", () =>
    Effect.gen(function* () {
      const mine = answering(200, '{"task_status":null}');
      const badTask = yield* Effect.flip(on(mine, taskStatus("a/b", target)));
      const badJob = yield* Effect.flip(on(mine, taskStatus(taskId, target, { jobId: "a&b" })));
      expect([badTask._tag, badJob._tag]).toEqual(["InvalidTaskId", "InvalidRequest"]);
      expect(badJob.message).toContain('"a&b" is no job id: expected 1 to 64 letters');
      expect(mine.calls).toEqual([]);
    }));

  it.effect("follows a run of the emulated cloud to its end", () =>
    Effect.gen(function* () {
      const emulator = yield* Emulator.Emulator;
      const { taskId } = yield* emulator.createTask();
      const told = yield* Effect.gen(function* () {
        const ask = taskStatus(taskId, { region: "cn-north-4" });
        const never = yield* ask;
        yield* emulator.startRun(taskId, { duration: "100 seconds" });
        yield* TestClock.adjust("25 seconds");
        const running = yield* ask;
        yield* stopTask(taskId, { region: "cn-north-4" });
        const stopped = yield* ask;
        yield* emulator.startRun(taskId, { duration: "1 second" });
        yield* TestClock.adjust("1 second");
        const succeeded = yield* ask;
        yield* emulator.startRun(taskId, { duration: "1 second", outcome: "failed" });
        yield* TestClock.adjust("1 second");
        return [never, running, stopped, succeeded, yield* ask];
      }).pipe(Effect.provide(StaticToken.layer(yield* emulator.issueToken())));
      expect(told).toEqual([
        { _tag: "NeverRun" },
        { _tag: "Running", ratio: 0.25, info: "running" },
        { _tag: "Stopped" },
        { _tag: "Succeeded" },
        { _tag: "Failed" },
      ]);
    }).pipe(Effect.provide(Emulator.layer())));
});
