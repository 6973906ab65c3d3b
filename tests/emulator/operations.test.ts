import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as TestClock from "effect/TestClock";
import { cloud } from "./cloud.ts";

const hex32 = /^[0-9a-f]{32}$/;
const at = (status: number | null, ratio: string | null, info: string | null) => ({
  task_status: status,
  progress: { ratio, info },
});
const notExist = { error_code: "CC.00050013", error_msg: "project not exist" };

it.effect("a stop replies null and stops the run", () =>
  Effect.gen(function* () {
    const { emulator, taskId, stop, progress } = yield* cloud();
    yield* emulator.startRun(taskId);
    const reply = yield* stop;
    expect([reply.status, reply.text]).toEqual([200, "null"]);
    expect(reply.headers.get("content-type")).toBe("application/json");
    expect(reply.headers.get("x-request-id")).toMatch(hex32);
    expect(yield* progress).toEqual(at(3, null, null));
  }));

it.effect("a stop of a task that does not run succeeds and changes nothing but the count", () =>
  Effect.gen(function* () {
    const { emulator, taskId, stop } = yield* cloud({ runDuration: "1 second" });
    expect((yield* stop).text).toBe("null");
    yield* emulator.startRun(taskId);
    yield* TestClock.adjust("1 second");
    expect((yield* stop).text).toBe("null");
    expect(yield* emulator.task(taskId)).toMatchObject({ value: { status: 2, stops: 2, runs: 1 } });
  }));

it.effect("a run passes its stages by the clock alone", () =>
  Effect.gen(function* () {
    const { call, taskId, progress } = yield* cloud({ runDuration: "10 seconds" });
    expect(yield* progress).toEqual(at(null, null, null));
    const run = yield* call("POST", `/v2/tasks/${taskId}/run`);
    expect(run.json).toEqual({ exec_id: expect.stringMatching(hex32) });
    expect(yield* progress).toEqual(at(0, "0%", "running"));
    yield* TestClock.adjust("9999 millis");
    expect(yield* progress).toEqual(at(0, "99%", "running"));
    yield* TestClock.adjust("1 millis");
    expect(yield* progress).toEqual(at(2, "100%", "success"));
  }));

it.effect("a run that is to fail ends as failed", () =>
  Effect.gen(function* () {
    const { emulator, taskId, progress } = yield* cloud({ runOutcome: "failed" });
    yield* emulator.startRun(taskId);
    yield* TestClock.adjust("1 minute");
    expect(yield* progress).toEqual(at(1, null, null));
  }));

it.effect("a run may differ from the options in length and outcome", () =>
  Effect.gen(function* () {
    const { emulator, taskId, progress } = yield* cloud();
    yield* emulator.startRun(taskId, { duration: "2 seconds", outcome: "failed" });
    yield* TestClock.adjust("2 seconds");
    expect(yield* progress).toEqual(at(1, null, null));
  }));

it.effect("a second run is refused while the first runs, and accepted after", () =>
  Effect.gen(function* () {
    const { call, taskId, stop } = yield* cloud();
    const run = call("POST", `/v2/tasks/${taskId}/run`, '{"ref":"pull"}');
    yield* run;
    const again = yield* run;
    expect([again.status, again.json]).toEqual([
      200,
      { error_code: "CC.00050015", error_msg: "task is running" },
    ]);
    yield* stop;
    expect((yield* run).json).toEqual({ exec_id: expect.stringMatching(hex32) });
  }));

it.effect("a created task is listed, runs and is deleted", () =>
  Effect.gen(function* () {
    const { call, projectId } = yield* cloud();
    const body = { git_url: "git@h.example:team/web.git", git_branch: "dev", language: ["JAVA"] };
    const { json } = yield* call("POST", `/v2/${projectId}/task`, JSON.stringify(body));
    expect(json).toEqual({ task_id: expect.stringMatching(hex32) });
    const { task_id: taskId } = json as { readonly task_id: string };
    const listed = yield* call("GET", `/v2/${projectId}/tasks`);
    expect(listed.json).toMatchObject({
      total: 2,
      tasks: [{ task_name: "b" }, {
        task_id: taskId,
        task_name: "web",
        git_url: "git@h.example:team/web.git",
        git_branch: "dev",
        created_at: "1970-01-01T00:00:00Z",
        last_check_time: null,
      }],
    });
    const gone = yield* call("DELETE", `/v2/tasks/${taskId}`);
    expect([gone.status, gone.text]).toEqual([200, "null"]);
    expect((yield* call("POST", `/v2/tasks/${taskId}/run`)).json).toEqual(notExist);
    expect((yield* call("GET", `/v2/${projectId}/tasks`)).json).toMatchObject({ total: 1 });
  }));

it.effect("an id that nobody made is 'project not exist' with status 200", () =>
  Effect.gen(function* () {
    const { call } = yield* cloud();
    const body = JSON.stringify({ git_url: "u", git_branch: "b" });
    for (
      const [method, path, text] of [
        ["POST", "/v2/tasks/none/stop"],
        ["POST", "/v2/tasks/none/run"],
        ["GET", "/v2/tasks/none/progress"],
        ["DELETE", "/v2/tasks/none"],
        ["GET", "/v2/none/tasks"],
        ["POST", "/v2/none/task", body],
      ] as const
    ) {
      const reply = yield* call(method, path, text);
      expect([reply.status, reply.json]).toEqual([200, notExist]);
    }
  }));

it.effect("a cancel stops the run of its job and says so in the envelope", () =>
  Effect.gen(function* () {
    const { emulator, call, taskId, progress } = yield* cloud();
    const jobId = yield* emulator.startRun(taskId);
    const reply = yield* call("PUT", `/v1/tasks/${taskId}/stop?job_id=${jobId}`);
    expect(reply.json).toEqual({ httpStatus: "OK", result: "取消执行成功", status: "success" });
    expect(yield* progress).toEqual(at(3, null, null));
  }));

it.effect("a cancel without a job id stops the latest run", () =>
  Effect.gen(function* () {
    const { emulator, call, taskId, progress } = yield* cloud();
    yield* emulator.startRun(taskId);
    expect((yield* call("PUT", `/v1/tasks/${taskId}/stop`)).json).toMatchObject({
      httpStatus: "OK",
    });
    expect(yield* progress).toEqual(at(3, null, null));
  }));

it.effect("a cancel that goes wrong is an error inside a 200, and stops nothing", () =>
  Effect.gen(function* () {
    const { emulator, call, taskId, progress } = yield* cloud();
    const failed = { httpStatus: "BAD_REQUEST", status: "error", result: expect.any(String) };
    const idle = yield* call("PUT", `/v1/tasks/${taskId}/stop`);
    expect([idle.status, idle.json]).toEqual([200, failed]);
    yield* emulator.startRun(taskId);
    expect((yield* call("PUT", `/v1/tasks/${taskId}/stop?job_id=other`)).json).toEqual(failed);
    expect((yield* call("PUT", "/v1/tasks/none/stop")).json).toEqual(failed);
    expect(yield* progress).toEqual(at(0, "0%", "running"));
  }));

it.effect("the progress of a job that is not the task's is refused", () =>
  Effect.gen(function* () {
    const { emulator, call, taskId } = yield* cloud();
    const jobId = yield* emulator.startRun(taskId);
    const path = `/v2/tasks/${taskId}/progress?job_id=`;
    expect((yield* call("GET", path + jobId)).json).toEqual(at(0, "0%", "running"));
    expect((yield* call("GET", `${path}x`)).json).toMatchObject({ error_code: "CC.00050000" });
  }));
