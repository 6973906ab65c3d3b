import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as FastCheck from "effect/FastCheck";
import { cloud } from "./cloud.ts";

const listOffsets = ["pages", "pagesFrom0", "rows", "rowsFrom1"] as const;

it.effect("whatever offset counts, pages hold every task once, in order", () =>
  Effect.promise(() =>
    FastCheck.assert(
      FastCheck.asyncProperty(
        FastCheck.integer({ min: 0, max: 60 }),
        FastCheck.integer({ min: 1, max: 20 }),
        FastCheck.constantFrom(...listOffsets),
        FastCheck.func(FastCheck.boolean()),
        (count, limit, listOffset, deletes) =>
          Effect.runPromise(Effect.gen(function* () {
            const { emulator, projectId, taskId, call } = yield* cloud({ listOffset });
            yield* call("DELETE", `/v2/tasks/${taskId}`);
            const kept: Array<string> = [];
            for (let index = 0; index < count; index++) {
              const made = yield* emulator.createTask({ projectId });
              if (deletes(index)) yield* call("DELETE", `/v2/tasks/${made.taskId}`);
              else kept.push(made.taskId);
            }
            const seen: Array<string> = [];
            for (let page = 0; page * limit < count + 1; page++) {
              const offset = {
                pages: page + 1,
                pagesFrom0: page,
                rows: page * limit,
                rowsFrom1: page * limit + 1,
              }[listOffset];
              const path = `/v2/${projectId}/tasks?offset=${offset}&limit=${limit}`;
              const { json } = yield* call("GET", path);
              const { tasks, total } = json as {
                readonly tasks: ReadonlyArray<{ readonly task_id: string }>;
                readonly total: number;
              };
              expect(total).toBe(kept.length);
              expect(tasks.length).toBeLessThanOrEqual(limit);
              seen.push(...tasks.map((task) => task.task_id));
            }
            expect(seen).toEqual(kept);
          })),
      ),
      { numRuns: 30 },
    )
  ));

it.effect("a list has ten tasks unless told, and page 0 is page 1", () =>
  Effect.gen(function* () {
    const { emulator, projectId, call } = yield* cloud();
    yield* Effect.replicateEffect(emulator.createTask({ projectId }), 11);
    const first = yield* call("GET", `/v2/${projectId}/tasks`);
    expect(first.json).toMatchObject({ total: 12, tasks: { length: 10 } });
    expect((yield* call("GET", `/v2/${projectId}/tasks?offset=1`)).json).toEqual(first.json);
  }));

for (const listOffset of ["pages", "rowsFrom1"] as const) {
  it.effect(`offset 0 may be refused where it counts ${listOffset}, and no offset is not`, () =>
    Effect.gen(function* () {
      const { projectId, call } = yield* cloud({ listOffset, listOffsetZero: "refused" });
      const zero = yield* call("GET", `/v2/${projectId}/tasks?offset=0`);
      expect(zero.status).toBe(400);
      expect((yield* call("GET", `/v2/${projectId}/tasks`)).json).toMatchObject({ total: 1 });
    }));
}
