import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as Emulator from "../src/emulator/Emulator.ts";
import { operations, runWith, statusOf } from "./support/cli.ts";
import { inTime } from "./support/emulated.ts";

const inMemory = Effect.provide(Emulator.layer({ runDuration: "1 minute" }));

const project = "0d5a24d7c14a4b8f0de1d0c5a7b3e6f1";

/** A project with a check that runs on main, one on next, one elsewhere, and one that does not run. */
const scene = Effect.gen(function* () {
  const cloud = yield* Emulator.Emulator;
  yield* cloud.createProject({ projectId: project });
  const task = (taskId: string, gitBranch: string, gitUrl: string, name: string) =>
    cloud.createTask({ projectId: project, taskId, gitBranch, gitUrl, name });
  const app = "https://git.example.com/team/app.git";
  yield* task("main1", "main", app, "代码检查 app");
  yield* task("next1", "next", app, "app");
  yield* task("other1", "main", "https://git.example.com/team/other.git", "other\u001b[2J");
  yield* task("idle1", "main", app, "idle");
  yield* Effect.forEach(["main1", "next1", "other1"], (id) => cloud.startRun(id));
  const token = Redacted.value(yield* cloud.issueToken());
  return { cloud, process: { env: { HW_AUTH_TOKEN: token, HW_REGION_NAME: "cn-north-4" } } };
});

const statuses = Effect.forEach(["main1", "next1", "other1", "idle1"], statusOf);

describe("stop-running", () => {
  it.effect("stops what runs, and tells of each by its name and branch", () =>
    Effect.gen(function* () {
      const { process } = yield* scene;
      const { code, err } = yield* runWith(["stop-running", "--project", project], process);
      expect(code).toBe(0);
      expect(err.split("\n").sort()).toEqual([
        expect.stringMatching(/^3 stopped in/),
        "stopped  main1  代码检查 app  main",
        "stopped  next1  app  next",
        "stopped  other1  other [2J  main",
      ]);
      expect(yield* statuses).toEqual([3, 3, 3, null]);
    }).pipe(inMemory));

  it.effect("stops only what checks a repository and a branch", () =>
    Effect.gen(function* () {
      const { process } = yield* scene;
      const selection = ["--repo", "git@git.example.com:team/app", "--branch", "main"];
      const args = ["stop-running", "--project", project, ...selection, "--confirm", "--json"];
      const { code, out } = yield* inTime(runWith(args, process));
      expect([code, out.map((line) => JSON.parse(line))]).toEqual([0, [
        expect.objectContaining({
          taskId: "main1",
          result: "stopped",
          status: { _tag: "Stopped" },
          task: expect.objectContaining({ gitBranch: "main" }),
        }),
      ]]);
      expect(yield* statuses).toEqual([3, 0, 0, null]);
    }).pipe(inMemory));

  it.effect("--dry-run stops nothing, and lists what it would stop", () =>
    Effect.gen(function* () {
      const { process } = yield* scene;
      const args = ["stop-running", "--project", project, "--dry-run"];
      const { code, err, out } = yield* runWith(args, process);
      expect([code, err]).toEqual([0, ""]);
      expect(out.map((line) => line.split("\t")[0]).sort()).toEqual(["main1", "next1", "other1"]);
      expect(yield* operations).not.toContain("stop");
    }).pipe(inMemory));

  it.effect("has nothing to do where nothing runs", () =>
    Effect.gen(function* () {
      const { process } = yield* scene;
      const args = ["stop-running", "--project", project, "--branch", "none"];
      const nothing = "No such task runs: nothing to stop.";
      expect(yield* runWith(args, process)).toEqual({ code: 0, err: nothing, out: [] });
      expect(yield* runWith([...args, "--dry-run"], process))
        .toEqual({ code: 0, err: nothing, out: [] });
    }).pipe(inMemory));

  it.effect("tells of a list that cannot be read, and exits with 1", () =>
    Effect.gen(function* () {
      const { process } = yield* scene;
      const { code, err } = yield* runWith(["stop-running", "--project", "none"], process);
      expect([code, err]).toEqual([1, expect.stringMatching(/^failed {3}none {2}\w+: .*\.$/)]);
    }).pipe(inMemory));
});

describe("list", () => {
  it.effect("names the project that could not be read", () =>
    Effect.gen(function* () {
      const { process } = yield* scene;
      const people = yield* runWith(["list", "--project", "none"], process);
      expect([people.code, people.err]).toEqual([1, expect.stringMatching(/^failed {3}none {2}/)]);
      const { code, out } = yield* runWith(["list", "--project", "none", "--json"], process);
      expect([code, JSON.parse(out[0] ?? "")]).toEqual([
        1,
        expect.objectContaining({ projectId: "none", result: "failed" }),
      ]);
    }).pipe(inMemory));

  it.effect("writes values with tabs between them into a pipe, and no controls", () =>
    Effect.gen(function* () {
      const { process } = yield* scene;
      const { code, err, out } = yield* runWith(["list", "--project", project], process);
      expect([code, err, out.length]).toEqual([0, "", 4]);
      expect(out.find((line) => line.startsWith("other1"))).toMatch(
        /^other1\tother \[2J\tmain\t[^\t]*\thttps:\/\/git\.example\.com\/team\/other\.git$/,
      );
    }).pipe(inMemory));

  it.effect("writes a table into a terminal, no wider than that", () =>
    Effect.gen(function* () {
      const { process } = yield* scene;
      const { out } = yield* runWith(["list", "--project", project], { ...process, width: 80 });
      expect(out[0]).toMatch(/^TASK +NAME +BRANCH/);
      expect(out.find((line) => line.startsWith("main1"))).toMatch(/^main1 +代码检查 app +main/);
      expect(out.filter((line) => line.length > 80)).toEqual([]);
    }).pipe(inMemory));

  it.effect("writes a JSON object a line for programs", () =>
    Effect.gen(function* () {
      const { process } = yield* scene;
      const { out } = yield* runWith(["list", "--project", project, "--json"], process);
      expect(out.map((line) => JSON.parse(line)).map(({ taskId }) => taskId).sort())
        .toEqual(["idle1", "main1", "next1", "other1"]);
    }).pipe(inMemory));
});

describe("status", () => {
  it.effect("tells how it stands with each, and of what is not there", () =>
    Effect.gen(function* () {
      const { process } = yield* scene;
      const { code, err, out } = yield* runWith(["status", "main1", "gone1", "idle1"], process);
      expect([code, err]).toEqual([1, expect.stringMatching(/^failed.*TaskNotFound/)]);
      expect(out.map((line) => line.split("\t").slice(0, 2))).toEqual([
        ["main1", "Running"],
        ["idle1", "NeverRun"],
      ]);
    }).pipe(inMemory));

  it.effect("names the task that could not be looked at", () =>
    Effect.gen(function* () {
      const { process } = yield* scene;
      expect((yield* runWith(["status", "gone1"], process)).err).toContain("gone1");
      const { out } = yield* runWith(["status", "gone1", "--json"], process);
      expect(JSON.parse(out[0] ?? "")).toMatchObject({ taskId: "gone1", result: "failed" });
    }).pipe(inMemory));

  it.effect("--watch tells each change once, until nothing runs", () =>
    Effect.gen(function* () {
      const { process } = yield* scene;
      const args = ["status", "main1", "idle1", "--watch", "--json"];
      const { code, out } = yield* inTime(runWith(args, process), "1 seconds");
      const told = out.map((line) => JSON.parse(line)).filter(({ taskId }) => taskId === "main1");
      expect(code).toBe(0);
      expect(new Set(out).size).toBe(out.length);
      expect(told[0]).toMatchObject({ status: "Running" });
      expect(told.at(-1)).toEqual({ taskId: "main1", status: "Succeeded" });
    }).pipe(inMemory));
});

describe("supersede", () => {
  it.effect("replaces the run, and tells the new one", () =>
    Effect.gen(function* () {
      const { process } = yield* scene;
      const { code, out } = yield* inTime(runWith(["supersede", "main1", "--json"], process));
      expect([code, JSON.parse(out[0] ?? "")]).toEqual([0, {
        taskId: "main1",
        result: "superseded",
        stopped: { _tag: "Stopped" },
        jobId: expect.any(String),
      }]);
      expect(yield* statusOf("main1")).toBe(0);
    }).pipe(inMemory));

  it.effect("runs what did not run", () =>
    Effect.gen(function* () {
      const { process } = yield* scene;
      const { code, err } = yield* inTime(runWith(["supersede", "idle1"], process));
      expect([code, err]).toEqual([
        0,
        expect.stringMatching(/^superseded {2}idle1 {2}nothing ran before; the new one: \w+$/),
      ]);
    }).pipe(inMemory));

  it.effect("exits with 1 where the task is gone", () =>
    Effect.gen(function* () {
      const { process } = yield* scene;
      const { code, err } = yield* inTime(runWith(["supersede", "gone1"], process));
      expect([code, err]).toEqual([1, expect.stringMatching(/^failed.*TaskNotFound/)]);
    }).pipe(inMemory));
});
