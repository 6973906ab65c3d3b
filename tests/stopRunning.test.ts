import { describe, expect, it } from "@effect/vitest";
import * as Chunk from "effect/Chunk";
import * as Effect from "effect/Effect";
import * as Either from "effect/Either";
import * as FastCheck from "effect/FastCheck";
import * as Option from "effect/Option";
import * as Stream from "effect/Stream";
import * as Emulator from "@codearts/check/emulator";
import { type RunningSelection, stopRunning, type StopRunningOptions } from "../mod.ts";
import { repositoryOf } from "../src/running/gitAddress.ts";
import { emulate, type Emulated, inTime, runningTask } from "./support/emulated.ts";
import { target } from "./support/program.ts";

const { Fault } = Emulator;

const projectId = "project-1";

const collect = (
  { live }: Emulated,
  selection: Omit<RunningSelection, "projectId">,
  options?: StopRunningOptions,
) =>
  stopRunning({ projectId, ...selection }, target, options).pipe(
    Stream.runCollect,
    Effect.map(Chunk.toReadonlyArray),
    inTime,
    Effect.provide(live),
  );

/** A project with some tasks, a part of which runs. */
const project = Effect.gen(function* () {
  const emulated = yield* emulate();
  yield* emulated.cloud.createProject({ projectId });
  const task = (taskId: string, name: string, gitBranch: string) => ({
    projectId,
    taskId,
    gitUrl: `https://git.example.com/team/${name}.git`,
    gitBranch,
  });
  yield* runningTask(emulated, task("app-main", "app", "main"));
  yield* runningTask(emulated, task("app-next", "app", "next"));
  yield* runningTask(emulated, task("web-main", "web", "main"));
  yield* emulated.cloud.createTask(task("app-idle", "app", "main"));
  return emulated;
});

const stoppedIn = ({ cloud }: Emulated) =>
  Effect.map(
    cloud.tasks,
    (tasks) => tasks.filter(({ status }) => status === 3).map(({ taskId }) => taskId).sort(),
  );

describe("stopRunning", () => {
  it.effect("stops what runs in the project, and nothing else", () =>
    Effect.gen(function* () {
      const emulated = yield* project;
      const outcomes = yield* collect(emulated, {});
      expect(outcomes.map(({ task }) => task.taskId).sort())
        .toEqual(["app-main", "app-next", "web-main"]);
      expect(outcomes.every(({ outcome }) => outcome?.result._tag === "Right")).toBe(true);
      expect(yield* stoppedIn(emulated)).toEqual(["app-main", "app-next", "web-main"]);
      expect(Option.getOrThrow(yield* emulated.cloud.task("app-idle")).stops).toBe(0);
    }));

  it.effect("stops what checks a repository, by any of its addresses", () =>
    Effect.gen(function* () {
      const emulated = yield* project;
      yield* collect(emulated, { gitUrl: "git@git.example.com:team/app" });
      expect(yield* stoppedIn(emulated)).toEqual(["app-main", "app-next"]);
    }));

  it.effect("stops what checks a branch of a repository", () =>
    Effect.gen(function* () {
      const emulated = yield* project;
      const gitUrl = "https://git.example.com/team/app.git";
      yield* collect(emulated, { gitUrl, gitBranch: "next" });
      expect(yield* stoppedIn(emulated)).toEqual(["app-next"]);
    }));

  it.effect("says in a dry run what it would stop, and stops nothing", () =>
    Effect.gen(function* () {
      const emulated = yield* project;
      const outcomes = yield* collect(emulated, { gitBranch: "main" }, { dryRun: true });
      expect(outcomes.map(({ outcome, task }) => [task.taskId, outcome]).sort())
        .toEqual([["app-main", undefined], ["web-main", undefined]]);
      expect(yield* stoppedIn(emulated)).toEqual([]);
    }));

  it.effect("confirms what it stops, where it is asked to", () =>
    Effect.gen(function* () {
      const emulated = yield* project;
      const outcomes = yield* collect(emulated, {}, { confirm: true });
      for (const { outcome } of outcomes) {
        expect(outcome?.result).toMatchObject({ right: { status: { _tag: "Stopped" } } });
      }
      expect(outcomes).toHaveLength(3);
    }));

  it.effect("tells of a task of which it could not be found out whether it runs", () =>
    Effect.gen(function* () {
      const emulated = yield* project;
      const odd = Fault.Reply({ status: 200, body: '{"task_status":9}' });
      yield* emulated.cloud.faultNext(1, odd, "progress");
      const outcomes = yield* collect(emulated, {});
      const tags = outcomes.map(({ outcome }) =>
        outcome !== undefined && Either.isLeft(outcome.result)
          ? outcome.result.left._tag
          : "Stopped"
      );
      expect(tags.filter((tag) => tag === "UnexpectedResponse")).toHaveLength(1);
      expect(yield* stoppedIn(emulated)).toHaveLength(tags.length - 1);
    }));

  it.effect("passes over a task that is gone when it looks", () =>
    Effect.gen(function* () {
      const emulated = yield* project;
      const gone = '{"error_code":"CC.00050013","error_msg":"project not exist"}';
      yield* emulated.cloud.faultNext(4, Fault.Reply({ status: 200, body: gone }), "progress");
      expect(yield* collect(emulated, {})).toEqual([]);
    }));

  it.effect("fails when the list cannot be read", () =>
    Effect.gen(function* () {
      const emulated = yield* project;
      const denied = '{"error_code":"CC.00050010","error_msg":"no permission"}';
      yield* emulated.cloud.faultNext(1, Fault.Reply({ status: 403, body: denied }), "list");
      expect((yield* Effect.flip(collect(emulated, {})))._tag).toBe("PermissionDenied");
    }));
});

describe("the address of a repository", () => {
  const same = [
    "https://git.example.com/team/app.git",
    "https://git.example.com/team/app",
    "https://user:secret@GIT.example.com/team/app.git/",
    "http://git.example.com:8080/team/app.git",
    "ssh://git@git.example.com:2222/team/app.git",
    "git@git.example.com:team/app.git",
    "git.example.com:team/app",
    "git@git.example.com:/team/app.git",
    " https://git.example.com/team%2Fapp.git ",
  ];

  it.each(same)("is the same as %s", (address) => {
    expect(repositoryOf(address)).toBe("git.example.com/team/app");
  });

  it.each([
    "https://git.example.com/team/App.git",
    "https://git.example.com/team/app2",
    "https://other.example.com/team/app.git",
    "git@git.example.com:app.git",
    "",
    "app",
  ])("is another than %s", (address) => {
    expect(repositoryOf(address)).not.toBe("git.example.com/team/app");
  });

  it("is read from any text, and read again the same", () => {
    FastCheck.assert(FastCheck.property(FastCheck.string(), (text) => {
      expect(repositoryOf(` ${text} `)).toBe(repositoryOf(text));
    }));
  });
});
