import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { cloud } from "./cloud.ts";

it.effect("absurd queries and bodies get the documented 400", () =>
  Effect.gen(function* () {
    const { call, projectId, taskId } = yield* cloud();
    const task = `/v2/${projectId}/task`;
    const repo = { git_url: "u", git_branch: "b" };
    for (
      const [method, path, body] of [
        ["GET", `/v2/${projectId}/tasks?limit=0`],
        ["GET", `/v2/${projectId}/tasks?limit=101`],
        ["GET", `/v2/${projectId}/tasks?limit=`],
        ["GET", `/v2/${projectId}/tasks?offset=-1`],
        ["GET", `/v2/${projectId}/tasks?offset=1000000`],
        ["GET", `/v2/${projectId}/tasks?offset=1e3`],
        ["POST", task],
        ["POST", task, "{"],
        ["POST", task, "null"],
        ["POST", task, JSON.stringify({ git_url: "u" })],
        ["POST", task, JSON.stringify({ ...repo, task_type: "half" })],
        ["POST", task, JSON.stringify({ ...repo, language: ["A"], rule_sets: [] })],
        ["POST", task, JSON.stringify({ ...repo, username: "a", endpoint_id: "b" })],
        ["POST", `/v2/tasks/${taskId}/run`, "[]garbage"],
        ["POST", `/v2/tasks/${taskId}/run`, '{"ref":7}'],
      ] as const
    ) {
      const reply = yield* call(method, path, body);
      expect([path, reply.status]).toEqual([path, 400]);
      expect(reply.json).toMatchObject({ error_code: "CC.00050000.400" });
    }
  }));

it.effect("a body above 12 MB is refused by the gateway", () =>
  Effect.gen(function* () {
    const { call, taskId } = yield* cloud();
    const reply = yield* call("POST", `/v2/tasks/${taskId}/run`, " ".repeat(12 * 1024 * 1024 + 1));
    expect([reply.status, reply.json]).toMatchObject([413, { error_code: "APIGW.0201" }]);
  }));

it.effect("an unknown route or method is APIGW.0101 with its request id", () =>
  Effect.gen(function* () {
    const { call, taskId } = yield* cloud();
    for (
      const [method, path] of [
        ["GET", `/v2/tasks/${taskId}/stop`],
        ["POST", `/v2/tasks/${taskId}/stop/`],
        ["POST", "/v2/tasks//stop"],
        ["POST", "/v2/tasks/%E0%A4%A/stop"],
        ["PUT", `/v2/tasks/${taskId}/stop`],
        ["GET", "/"],
      ] as const
    ) {
      const reply = yield* call(method, path);
      expect([path, reply.status]).toEqual([path, 404]);
      expect(reply.json).toMatchObject({
        error_code: "APIGW.0101",
        request_id: reply.headers.get("x-request-id"),
      });
      expect(reply.headers.get("server")).toBe("api-gateway");
    }
  }));

it.effect("an id is taken from the path decoded", () =>
  Effect.gen(function* () {
    const { emulator, call } = yield* cloud();
    yield* emulator.createTask({ taskId: "a b/c" });
    expect((yield* call("POST", "/v2/tasks/a%20b%2Fc/stop")).text).toBe("null");
  }));
