/**
 * `status`: how it stands with tasks, now or until none of them runs.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import { retryTransient } from "../../retryTransient.ts";
import type { StopTaskError } from "../../StopTaskError.ts";
import { type TaskStatus, taskStatus } from "../../taskStatus.ts";
import type { TokenService } from "../../TokenService.ts";
import type { Status } from "../arguments/Request.ts";
import { Io } from "../Io.ts";
import { tableOf } from "../output/table.ts";
import type { UsageError } from "../UsageError.ts";
import { failed, onService } from "./session.ts";

/** So many tasks are looked at at a time. */
const looks = 8;

/** A task that runs is looked at again after this. */
const pause = "3 seconds";

const heads = ["TASK", "STATUS", "DONE", "DOES"];

const rowOf = (taskId: string, status: TaskStatus): ReadonlyArray<string> =>
  status._tag === "Running"
    ? [
      taskId,
      status._tag,
      status.ratio === null ? "" : `${Math.round(100 * status.ratio)} %`,
      status.info ?? "",
    ]
    : [taskId, status._tag, "", ""];

const jsonOf = (taskId: string, status: TaskStatus): string =>
  JSON.stringify({ taskId, status: status._tag, ...status, _tag: undefined });

type Look = (taskId: string) => Effect.Effect<
  TaskStatus,
  StopTaskError,
  HttpClient | TokenService
>;

/** Looks at all once, and shows a table. */
const show = (request: Status, look: Look) =>
  Effect.gen(function* () {
    const io = yield* Io;
    const found = yield* Effect.forEach(request.taskIds, (taskId) =>
      Effect.matchEffect(look(taskId), {
        onFailure: (error) =>
          Effect.as(failedLook(request, taskId, error), Option.none()),
        onSuccess: (status) =>
          Effect.as(
            request.json ? io.out(jsonOf(taskId, status)) : Effect.void,
            Option.some(rowOf(taskId, status)),
          ),
      }), { concurrency: looks });
    const rows = found.flatMap((row) =>
      Option.toArray(row)
    );
    if (!request.json && rows.length > 0) {
      yield* Effect.forEach(tableOf(heads, rows, yield* io.width), io.out, { discard: true });
    }
    return rows.length === found.length ? 0 : 1;
  });

/** Looks at each until it does not run, and tells what has changed. */
const watch = (request: Status, look: Look) =>
  Effect.gen(function* () {
    const io = yield* Io;
    const from = (
      taskId: string,
      before: string | undefined,
    ): Effect.Effect<boolean, never, Io | HttpClient | TokenService> =>
      Effect.matchEffect(look(taskId), {
        onFailure: (error) => Effect.as(failedLook(request, taskId, error), false),
        onSuccess: (status) => {
          const line = request.json
            ? jsonOf(taskId, status)
            : rowOf(taskId, status).filter((text) => text !== "").join("  ");
          return Effect.zipRight(
            line === before ? Effect.void : io.out(line),
            status._tag === "Running"
              ? Effect.suspend(() => Effect.delay(from(taskId, line), pause))
              : Effect.succeed(true),
          );
        },
      });
    const seen = yield* Effect.forEach(request.taskIds, (taskId) => from(taskId, undefined), {
      concurrency: "unbounded",
    });
    return seen.every((ended) => ended) ? 0 : 1;
  });

const failedLook = (request: Status, taskId: string, error: StopTaskError) =>
  failed(request, error, { taskId });

/** Tells how it stands with each. */
export const status = (request: Status): Effect.Effect<number, UsageError, Io | HttpClient> =>
  onService(request, (target, options) => {
    const look: Look = (taskId) => retryTransient()(taskStatus(taskId, target, options));
    return request.watch ? watch(request, look) : show(request, look);
  });
