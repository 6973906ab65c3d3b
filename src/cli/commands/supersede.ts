/**
 * `supersede`: replaces the run of a task by a new one.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import { supersedeTask } from "../../supersedeTask.ts";
import type { Supersede } from "../arguments/Request.ts";
import { Io } from "../Io.ts";
import { paintOf } from "../output/Paint.ts";
import { printable } from "../output/printable.ts";
import type { UsageError } from "../UsageError.ts";
import { failed, onService } from "./session.ts";

/** Supersedes it. */
export const supersede = (
  request: Supersede,
): Effect.Effect<number, UsageError, Io | HttpClient> =>
  onService(request, (target, options) =>
    Effect.gen(function* () {
      const io = yield* Io;
      const paint = yield* paintOf(request);
      const { taskId } = request;
      const { jobId, stopped } = yield* supersedeTask(taskId, target, options);
      if (request.json) {
        const was = stopped?.status;
        yield* io.out(JSON.stringify({ taskId, result: "superseded", stopped: was, jobId }));
        return 0;
      }
      const before = stopped === undefined
        ? "nothing ran before"
        : `the run before: ${stopped.status._tag}`;
      const now = jobId === undefined
        ? "somebody else started the new one"
        : `the new one: ${printable(jobId)}`;
      yield* io.err(`${paint("green", "superseded")}  ${taskId}  ${before}; ${now}`);
      return 0;
    })).pipe(
      Effect.catchAll((error) =>
        error._tag === "UsageError" ? error : failed(request, error, { taskId: request.taskId })
      ),
    );
