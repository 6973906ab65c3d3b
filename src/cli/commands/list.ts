/**
 * `list`: the tasks of a project.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import * as Stream from "effect/Stream";
import { listTasks, type TaskSummary } from "../../listTasks.ts";
import type { List, Telling } from "../arguments/Request.ts";
import { Io } from "../Io.ts";
import { tableOf } from "../output/table.ts";
import type { UsageError } from "../UsageError.ts";
import { failed, onService } from "./session.ts";

const heads = ["TASK", "NAME", "BRANCH", "LAST CHECK", "REPOSITORY"];

const rowOf = (task: TaskSummary): ReadonlyArray<string> => [
  task.taskId,
  task.name ?? "",
  task.gitBranch ?? "",
  task.lastCheckTime ?? "",
  task.gitUrl ?? "",
];

/** Writes tasks: a JSON object a line as they come, or a table when all are there. */
export const listed = <E, R>(
  { json }: Telling,
  tasks: Stream.Stream<TaskSummary, E, R>,
  nothing: string,
): Effect.Effect<void, E, R | Io> =>
  Effect.gen(function* () {
    const io = yield* Io;
    if (json) return yield* Stream.runForEach(tasks, (task) => io.out(JSON.stringify(task)));
    const rows = [...yield* Stream.runCollect(Stream.map(tasks, rowOf))];
    if (rows.length === 0) return yield* io.err(nothing);
    const lines = tableOf(heads, rows, yield* io.width);
    yield* Effect.forEach(lines, io.out, { discard: true });
  });

/** Lists them. */
export const list = (request: List): Effect.Effect<number, UsageError, Io | HttpClient> =>
  onService(request, (target, options) =>
    Effect.as(
      listed(request, listTasks(request.projectId, target, options), "The project has no task."),
      0,
    )).pipe(
      Effect.catchAll((error) =>
        error._tag === "UsageError"
          ? error
          : failed(request, error, { projectId: request.projectId })
      ),
    );
