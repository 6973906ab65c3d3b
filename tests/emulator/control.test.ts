import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import * as Emulator from "../../src/emulator/Emulator.ts";
import { cloud } from "./cloud.ts";

const hex32 = /^[0-9a-f]{32}$/;

it.effect("controls answer with snapshots, and refuse with typed errors", () =>
  Effect.gen(function* () {
    const emulator = yield* Emulator.make();
    const task = yield* emulator.createTask({ name: "n", gitBranch: "dev", taskId: "t" });
    expect(task).toEqual({
      taskId: "t",
      projectId: expect.stringMatching(hex32),
      name: "n",
      gitUrl: "https://git.example.com/team/app.git",
      gitBranch: "dev",
      createdAt: "1970-01-01T00:00:00Z",
      status: null,
      ratio: null,
      jobId: null,
      runs: 0,
      stops: 0,
    });
    const other = yield* emulator.createTask();
    expect(other.projectId).toBe(task.projectId);
    const jobId = yield* emulator.startRun("t");
    expect(yield* emulator.task("t")).toEqual(
      Option.some({ ...task, status: 0, ratio: "0%", jobId, runs: 1 }),
    );
    expect((yield* emulator.tasks).map(({ taskId }) => taskId)).toEqual(["t", other.taskId]);
    expect(yield* emulator.task("none")).toEqual(Option.none());
    const reasons = yield* Effect.forEach([
      emulator.startRun("none"),
      emulator.startRun("t"),
      emulator.createTask({ projectId: "none" }),
      emulator.createTask({ taskId: "t" }),
      emulator.createTask({ taskId: "" }),
      emulator.createProject({ projectId: "x".repeat(33) }),
      emulator.faultNext(1, Emulator.Fault.Reply({ status: 99 })),
      emulator.faultNext(1, Emulator.Fault.Throttled({ retryAfter: "1\n2" })),
    ], (refused) => Effect.map(Effect.flip(refused), ({ reason }) => reason));
    expect(reasons).toEqual([
      "UnknownTask",
      "TaskRunning",
      "UnknownProject",
      "InvalidId",
      "InvalidId",
      "InvalidId",
      "InvalidFault",
      "InvalidFault",
    ]);
  }));

it.effect("the last 1000 requests are kept, oldest first", () =>
  Effect.gen(function* () {
    const { emulator, call } = yield* cloud();
    for (let index = 0; index < 2500; index++) yield* call("GET", `/${index}`);
    const requests = yield* emulator.requests;
    expect(requests.map(({ path }) => path)).toEqual(
      Array.from({ length: 1000 }, (_, index) => `/${index + 1500}`),
    );
  }));
