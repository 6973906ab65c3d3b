import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { cancelRun } from "../mod.ts";
import { answering, on } from "./support/call.ts";
import { target, taskId } from "./support/program.ts";

const jobId = "0b9a8f7e6d5c4b3a2f1e0d9c8b7a6f5e";

const cancelled = '{"httpStatus":"OK","result":"取消执行成功","status":"success"}';

const errorFor = (body: string, status = 200) =>
  Effect.flip(on(answering(status, body), cancelRun(taskId, jobId, target)));

describe("the cancellation of a run", () => {
  it.effect("has worked when the envelope says success", () =>
    Effect.gen(function* () {
      const mine = answering(200, cancelled);
      expect(yield* on(mine, cancelRun(taskId, jobId, target))).toBeUndefined();
      expect(mine.calls.map(({ init, url }) => `${init.method} ${url}`))
        .toEqual([`PUT https://check.example/v1/tasks/${taskId}/stop?job_id=${jobId}`]);
    }));

  it.effect("has failed when a 200 says error and BAD_REQUEST", () =>
    Effect.gen(function* () {
      const body = '{"httpStatus":"BAD_REQUEST","result":"任务记录不存在","status":"error"}';
      expect(yield* errorFor(body)).toMatchObject({
        _tag: "InvalidRequest",
        status: 200,
        code: "BAD_REQUEST",
        detail: "任务记录不存在",
      });
    }));

  it.effect("has failed when a 200 says error and INTERNAL_SERVER_ERROR", () =>
    Effect.gen(function* () {
      const body = '{"httpStatus":"INTERNAL_SERVER_ERROR","result":"x","status":"error"}';
      expect(yield* errorFor(body)).toMatchObject({ _tag: "ServiceError", status: 200 });
    }));

  for (const body of ["", "null", "{}", '{"httpStatus":"OK"}', '{"status":"SUCCESS"}', "true"]) {
    it.effect(`is UnexpectedResponse for ${body || "nothing"}`, () =>
      Effect.gen(function* () {
        expect(yield* errorFor(body)).toMatchObject({ _tag: "UnexpectedResponse", body });
      }));
  }

  it.effect("fails with what an error code says", () =>
    Effect.gen(function* () {
      const body = '{"error_code":"CC.00000000","error_msg":"busy"}';
      expect(yield* errorFor(body, 400)).toMatchObject({ _tag: "NetworkBusy" });
      expect(yield* errorFor(body)).toMatchObject({ _tag: "NetworkBusy", status: 200 });
    }));

  for (const id of ["", "a b", "-x", "x".repeat(65), Symbol("s"), null, undefined]) {
    it.effect(`sends nothing for the job id ${String(id)}`, () =>
      Effect.gen(function* () {
        const mine = answering(200, cancelled);
        const error = yield* Effect.flip(on(mine, cancelRun(taskId, id as string, target)));
        expect(error).toMatchObject({ _tag: "InvalidRequest", retryable: false });
        expect(error.message).toContain("is no job id: expected 1 to 64 letters");
        expect(mine.calls).toEqual([]);
      }));
  }
});
