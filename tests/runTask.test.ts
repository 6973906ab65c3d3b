import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import { cancelRun, runTask, StaticToken, taskStatus } from "../mod.ts";
import * as Emulator from "../src/emulator/Emulator.ts";
import { answering, on, sentBy } from "./support/call.ts";
import { target, taskId } from "./support/program.ts";

const started = '{"exec_id":"0b9a8f7e6d5c4b3a2f1e0d9c8b7a6f5e"}';

describe("a run", () => {
  it.effect("has the id that the service gives it", () =>
    Effect.gen(function* () {
      const mine = answering(200, started);
      expect(yield* on(mine, runTask(taskId, target)))
        .toEqual({ jobId: "0b9a8f7e6d5c4b3a2f1e0d9c8b7a6f5e" });
      expect(mine.calls.map(({ init, url }) => `${init.method} ${url}`))
        .toEqual([`POST https://check.example/v2/tasks/${taskId}/run`]);
      expect([sentBy(mine), mine.calls[0]?.headers.get("content-type")])
        .toEqual(["{}", "application/json;charset=utf8"]);
    }));

  for (const ref of ["pull", "merge_request"] as const) {
    it.effect(`is started with ref ${ref}`, () =>
      Effect.gen(function* () {
        const mine = answering(200, started);
        yield* on(mine, runTask(taskId, target, { ref }));
        expect(JSON.parse(sentBy(mine))).toEqual({ ref });
      }));
  }

  for (const ref of ["merge", "", 1, {}, null, Symbol("s")]) {
    it.effect(`is not started with ref ${String(ref)}`, () =>
      Effect.gen(function* () {
        const mine = answering(200, started);
        const error = yield* Effect.flip(on(mine, runTask(taskId, target, { ref: ref as "pull" })));
        expect(error).toMatchObject({ _tag: "InvalidRequest" });
        expect(error.message).toContain('expected "pull" or "merge_request"');
        expect(mine.calls).toEqual([]);
      }));
  }

  for (const body of ["", "null", "{}", '{"exec_id":null}', '{"exec_id":""}', '{"exec_id":5}']) {
    it.effect(`is UnexpectedResponse for ${body || "nothing"}`, () =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(on(answering(200, body), runTask(taskId, target)));
        expect(error).toMatchObject({ _tag: "UnexpectedResponse", status: 200, body });
      }));
  }

  it.effect("is refused while another goes on", () =>
    Effect.gen(function* () {
      const body = '{"error_code":"CC.00050015","error_msg":"task is running"}';
      const error = yield* Effect.flip(on(answering(200, body), runTask(taskId, target)));
      expect(error).toMatchObject({ _tag: "ServiceUnavailable", code: "CC.00050015" });
    }));

  it.effect("of a task id that is none is not started", () =>
    Effect.gen(function* () {
      const mine = answering(200, started);
      for (const id of ["", "a/b", Symbol("s"), undefined]) {
        const error = yield* Effect.flip(on(mine, runTask(id as string, target)));
        expect(error).toMatchObject({ _tag: "InvalidTaskId" });
      }
      expect(mine.calls).toEqual([]);
    }));

  it.effect("of the emulated cloud can be watched and cancelled by its id", () =>
    Effect.gen(function* () {
      const emulator = yield* Emulator.Emulator;
      const { taskId } = yield* emulator.createTask();
      const there = { region: "cn-north-4" } as const;
      yield* Effect.gen(function* () {
        const { jobId } = yield* runTask(taskId, there, { ref: "pull" });
        expect(Option.getOrThrow(yield* emulator.task(taskId))).toMatchObject({ jobId, runs: 1 });
        expect(yield* taskStatus(taskId, there, { jobId })).toMatchObject({ _tag: "Running" });
        yield* cancelRun(taskId, jobId, there);
        expect(yield* taskStatus(taskId, there, { jobId })).toEqual({ _tag: "Stopped" });
        const again = yield* Effect.flip(cancelRun(taskId, jobId, there));
        expect(again).toMatchObject({
          _tag: "InvalidRequest",
          status: 200,
          detail: "任务未在执行",
        });
      }).pipe(Effect.provide(StaticToken.layer(yield* emulator.issueToken())));
    }).pipe(Effect.provide(Emulator.layer())));
});
