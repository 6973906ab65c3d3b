import { describe, expect, it } from "@effect/vitest";
import * as Chunk from "effect/Chunk";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Redacted from "effect/Redacted";
import * as Stream from "effect/Stream";
import * as TestClock from "effect/TestClock";
import {
  AccessKey,
  listTasks,
  RetryPolicy,
  StaticToken,
  type StopTaskError,
  type TaskSummary,
} from "../mod.ts";
import * as Emulator from "../src/emulator/Emulator.ts";
import { settle } from "./support/cloud.ts";
import { clientOn, type FakeFetch, fakeFetch, json } from "./support/fetch.ts";
import { staticToken, target } from "./support/program.ts";

const projectId = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

const idOf = (index: number): string => index.toString(16).padStart(32, "0");

const listOn = (
  mine: FakeFetch,
  id: string = projectId,
): Effect.Effect<ReadonlyArray<TaskSummary>, StopTaskError> =>
  Stream.runCollect(listTasks(id, target)).pipe(
    Effect.map(Chunk.toReadonlyArray),
    Effect.provide(clientOn(mine.fetch)),
    Effect.provide(staticToken),
  );

/** Pages from 1 of rows that a function makes. */
const pages = (count: number, rowOf: (index: number) => object, most = 100): FakeFetch =>
  fakeFetch((_, { url }) => {
    const { searchParams } = new URL(url);
    const limit = Math.min(most, Number(searchParams.get("limit")));
    const first = (Number(searchParams.get("offset") ?? 1) - 1) * limit;
    const length = Math.max(0, Math.min(count - first, limit));
    const tasks = Array.from({ length }, (_, index) => rowOf(first + index));
    return json(200, { tasks, total: count });
  });

const row = {
  task_id: idOf(1),
  task_name: "app",
  creator_id: "c",
  git_url: "https://h.example/a/b.git",
  git_branch: "main",
  created_at: "2026-01-02T03:04:05Z",
  last_check_time: null,
};

describe("a listed task", () => {
  it.effect("has what the service told of it", () =>
    Effect.gen(function* () {
      expect(yield* listOn(pages(1, () => row))).toEqual([{
        taskId: idOf(1),
        name: "app",
        creatorId: "c",
        gitUrl: "https://h.example/a/b.git",
        gitBranch: "main",
        createdAt: "2026-01-02T03:04:05Z",
        lastCheckTime: null,
      }]);
    }));

  it.effect("keeps a time that is none, and has null for what is no text", () =>
    Effect.gen(function* () {
      const odd = { ...row, created_at: 1767323045000, last_check_time: "soon", git_url: {} };
      const [task] = yield* listOn(pages(1, () => odd));
      expect(task).toMatchObject({
        createdAt: "1767323045000",
        lastCheckTime: "soon",
        gitUrl: null,
      });
    }));

  it.effect("may have nothing but its id", () =>
    Effect.gen(function* () {
      const [task] = yield* listOn(pages(1, () => ({ task_id: "only" })));
      expect(task).toMatchObject({ taskId: "only", name: null, createdAt: null });
    }));
});

describe("a listing", () => {
  for (
    const body of [null, [], {}, { tasks: {} }, { tasks: [{}] }, { tasks: [{ task_id: "" }] }, {
      tasks: [null],
    }]
  ) {
    it.effect(`fails with UnexpectedResponse for ${JSON.stringify(body)}`, () =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(listOn(fakeFetch(() => json(200, body))));
        expect(error).toMatchObject({ _tag: "UnexpectedResponse", status: 200 });
      }));
  }

  it.effect("fails with what a 200 says in an error code", () =>
    Effect.gen(function* () {
      const mine = fakeFetch(() => json(200, { error_code: "CC.00050013", error_msg: "no" }));
      expect(yield* Effect.flip(listOn(mine))).toMatchObject({ _tag: "TaskNotFound" });
    }));

  it.effect("is empty where there are no tasks", () =>
    Effect.gen(function* () {
      expect(yield* listOn(fakeFetch(() => json(200, { tasks: null, total: 0 })))).toEqual([]);
    }));

  for (const id of ["", "a/b", "-x", "a".repeat(33), "ä", Symbol("s"), undefined, null, 5]) {
    it.effect(`sends nothing for the project id ${String(id)}`, () =>
      Effect.gen(function* () {
        const mine = pages(0, () => row);
        const error = yield* Effect.flip(listOn(mine, id as string ?? null));
        expect(error).toMatchObject({ _tag: "InvalidRequest" });
        expect(error.message).toContain("is no project id: expected 1 to 32 letters");
        expect(mine.calls).toEqual([]);
      }));
  }

  it.effect("reads pages anew in parts where they have more than 64 KiB", () =>
    Effect.gen(function* () {
      const mine = pages(230, (index) => ({ task_id: idOf(index), task_name: "x".repeat(1800) }));
      const tasks = yield* listOn(mine);
      expect(tasks.map(({ taskId }) => taskId)).toEqual(
        Array.from({ length: 230 }, (_, i) => idOf(i)),
      );
    }));

  it.effect("fails where even a few tasks have more than 64 KiB", () =>
    Effect.gen(function* () {
      const mine = pages(230, (index) => ({ task_id: idOf(index), task_name: "x".repeat(9000) }));
      expect(yield* Effect.flip(listOn(mine))).toMatchObject({ _tag: "UnexpectedResponse" });
      expect(mine.calls).toHaveLength(3);
    }));

  for (const most of [8, 40, 99]) {
    it.effect(`holds every task where the service gives no more than ${most} at once`, () =>
      Effect.gen(function* () {
        const tasks = yield* listOn(pages(333, (index) => ({ task_id: idOf(index) }), most));
        expect(new Set(tasks.map(({ taskId }) => taskId)).size).toBe(333);
      }));
  }

  it.effect("fails where the service gives the same tasks whatever the offset", () =>
    Effect.gen(function* () {
      const tasks = Array.from({ length: 100 }, (_, index) => ({ task_id: idOf(index) }));
      const mine = fakeFetch(() => json(200, { tasks, total: 200 }));
      const error = yield* Effect.flip(listOn(mine));
      expect(error).toMatchObject({
        _tag: "UnexpectedResponse",
        body: expect.stringContaining("100 of 200"),
      });
      expect(mine.calls.length).toBeLessThan(30);
    }));

  it.effect("retries a page that fails, by the policy of the context", () =>
    Effect.gen(function* () {
      const mine = fakeFetch((n) =>
        n === 0
          ? json(400, { error_code: "CC.00000000", error_msg: "busy" })
          : json(200, { tasks: [row], total: 1 })
      );
      const fiber = yield* Effect.fork(listOn(mine));
      yield* settle;
      yield* TestClock.adjust("1 second");
      expect(yield* Fiber.join(fiber)).toHaveLength(1);
    }));

  it.effect("retries nothing where the policy says so", () =>
    Effect.gen(function* () {
      const mine = fakeFetch(() => json(400, { error_code: "CC.00000000", error_msg: "busy" }));
      const error = yield* Effect.flip(listOn(mine)).pipe(
        Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none),
      );
      expect(error).toMatchObject({ _tag: "NetworkBusy" });
      expect(mine.calls).toHaveLength(1);
    }));

  it.effect("asks for no more pages than are wanted", () =>
    Effect.gen(function* () {
      const mine = pages(1000, (index) => ({ task_id: idOf(index) }));
      const first = listTasks(projectId, target).pipe(
        Stream.take(100),
        Stream.runCount,
        Effect.provide(clientOn(mine.fetch)),
        Effect.provide(staticToken),
      );
      expect(yield* first).toBe(100);
      expect(mine.calls).toHaveLength(1);
    }));
});

describe("a listing of the emulated cloud", () => {
  for (const listOffset of ["pages", "pagesFrom0", "rows", "rowsFrom1"] as const) {
    it.effect(`holds every task where offset counts ${listOffset}`, () =>
      Effect.gen(function* () {
        const emulator = yield* Emulator.Emulator;
        const id = yield* emulator.createProject();
        const made = yield* Effect.replicateEffect(emulator.createTask({ projectId: id }), 432);
        const tasks = yield* listTasks(id, { region: "cn-north-4" }).pipe(
          Stream.runCollect,
          Effect.provide(StaticToken.layer(yield* emulator.issueToken())),
        );
        expect(Chunk.toReadonlyArray(tasks).map(({ taskId }) => taskId))
          .toEqual(made.map(({ taskId }) => taskId));
      }).pipe(Effect.provide(Emulator.layer({ listOffset, listOffsetZero: "refused" }))));
  }

  it.effect("is signed with its query", () =>
    Effect.gen(function* () {
      const emulator = yield* Emulator.Emulator;
      const id = yield* emulator.createProject();
      yield* Effect.replicateEffect(emulator.createTask({ projectId: id }), 120);
      const { accessKey, secretKey } = yield* emulator.issueAccessKey();
      const count = listTasks(id, { region: "cn-north-4" }).pipe(
        Stream.runCount,
        Effect.provide(
          AccessKey.layer({ accessKey, secretKey: Redacted.make(Redacted.value(secretKey)) }),
        ),
      );
      expect(yield* count).toBe(120);
    }).pipe(Effect.provide(Emulator.layer())));
});
