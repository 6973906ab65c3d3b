/**
 * Tells how it stands with a check task.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import * as Schema from "effect/Schema";
import type { CallOptions } from "./http/call.ts";
import { onTask } from "./http/onTask.ts";
import { jobIdProblem, withQuery } from "./http/parameters.ts";
import { decoder } from "./schema/decoder.ts";
import type { StopTaskError } from "./StopTaskError.ts";
import type { Target } from "./Target.ts";
import type { TokenService } from "./TokenService.ts";

const Running: Schema.TaggedStruct<"Running", {
  readonly ratio: Schema.NullOr<typeof Schema.Number>;
  readonly info: Schema.NullOr<typeof Schema.String>;
}> = Schema.TaggedStruct("Running", {
  ratio: Schema.NullOr(Schema.Number),
  info: Schema.NullOr(Schema.String),
});

// deno-lint-ignore ban-types
type NoFields = {};

const Failed: Schema.TaggedStruct<"Failed", NoFields> = Schema.TaggedStruct("Failed", {});
const Succeeded: Schema.TaggedStruct<"Succeeded", NoFields> = Schema.TaggedStruct("Succeeded", {});
const Stopped: Schema.TaggedStruct<"Stopped", NoFields> = Schema.TaggedStruct("Stopped", {});
const NeverRun: Schema.TaggedStruct<"NeverRun", NoFields> = Schema.TaggedStruct("NeverRun", {});

/**
 * How it stands with a check: `Running`, with `ratio`, the share that is done (a number from 0 to 1,
 * `null` where the service tells none), and `info`, the service's own word for what it does;
 * `Failed`, `Succeeded`, `Stopped`; `NeverRun` where the task was never started. Plain objects, in
 * JSON the same. These five are all that is documented (CodeArts Check API Reference,
 * "ShowProgressDetailV2").
 *
 * @example
 * ```ts
 * import * as Schema from "effect/Schema";
 * import { TaskStatus } from "@codearts/check";
 *
 * const show = (status: TaskStatus) =>
 *   status._tag === "Running" && status.ratio !== null
 *     ? `running, ${Math.round(100 * status.ratio)} %`
 *     : status._tag;
 *
 * const decode = Schema.decodeUnknown(Schema.parseJson(TaskStatus));
 * ```
 *
 * @since 0.1.0
 * @category schemas
 */
export const TaskStatus: Schema.Union<[
  typeof Running,
  typeof Failed,
  typeof Succeeded,
  typeof Stopped,
  typeof NeverRun,
]> = Schema.Union(Running, Failed, Succeeded, Stopped, NeverRun);

/**
 * How it stands with a check.
 *
 * @since 0.1.0
 * @category models
 */
export type TaskStatus = typeof TaskStatus.Type;

/** Of the documented reply, what the status is made of; a progress that is odd does not hide it. */
interface Reply {
  readonly task_status: 0 | 1 | 2 | 3 | null;
  readonly progress?: unknown;
}

const decodeReply = decoder<Reply, Reply>(() =>
  Schema.Struct({
    task_status: Schema.Literal(0, 1, 2, 3, null),
    progress: Schema.optional(Schema.Unknown),
  })
);

const decodeProgress = decoder(() =>
  Schema.Struct({
    ratio: Schema.optional(Schema.Unknown),
    info: Schema.optional(Schema.Unknown),
  })
);

/** `"45%"` as 0.45. */
const ratioOf = (text: unknown): number | null => {
  const [, percent] = typeof text === "string"
    ? /^\s*(\d{1,3}(?:\.\d+)?)\s*%\s*$/.exec(text) ?? []
    : [];
  return percent === undefined || Number(percent) > 100 ? null : Number(percent) / 100;
};

const running = (given: unknown): TaskStatus => {
  const { info, ratio } = Option.getOrElse(
    decodeProgress(given),
    () => ({ info: null, ratio: null }),
  );
  return {
    _tag: "Running",
    ratio: ratioOf(ratio),
    info: typeof info === "string" ? info : null,
  };
};

const statusOf = ({ progress, task_status }: Reply): TaskStatus => {
  switch (task_status) {
    case 0:
      return running(progress);
    case 1:
      return { _tag: "Failed" };
    case 2:
      return { _tag: "Succeeded" };
    case 3:
      return { _tag: "Stopped" };
    case null:
      return { _tag: "NeverRun" };
  }
};

/**
 * How a status is asked for.
 *
 * @since 0.1.0
 * @category models
 */
export interface TaskStatusOptions extends CallOptions {
  /**
   * The run that is meant, as `runTask` returned its id; by default the latest. Documented since
   * November 2025, mainly for tasks that gate a merge.
   */
  readonly jobId?: string | undefined;
}

/**
 * Tells how it stands with a check task: `GET /v2/tasks/{task_id}/progress` (CodeArts Check API
 * Reference, "ShowProgressDetailV2").
 *
 * What is told of the progress is kept as far as it can be read; a status that is not documented is
 * an `UnexpectedResponse`. Whether a task that was stopped shows `Stopped` at once is not documented.
 *
 * Fails as `stopTask` does, with a member of `StopTaskError`; with `InvalidRequest`, nothing sent, for
 * a job id that is none (1 to 64 letters, digits, `-` or `_`).
 *
 * @example
 * ```ts
 * import * as Effect from "effect/Effect";
 * import { taskStatus } from "@codearts/check";
 *
 * const isRunning = taskStatus("5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d", { region: "cn-north-4" }).pipe(
 *   Effect.map((status) => status._tag === "Running"),
 * );
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const taskStatus = (
  taskId: string,
  target: Target,
  options?: TaskStatusOptions,
): Effect.Effect<TaskStatus, StopTaskError, HttpClient | TokenService> => {
  const jobId = options?.jobId;
  const problem = jobId === undefined ? undefined : jobIdProblem(jobId);
  if (problem !== undefined) return Effect.fail(problem);
  return onTask(
    taskId,
    (taskId) => ({
      name: "taskStatus",
      method: "GET",
      path: withQuery(`/v2/tasks/${taskId}/progress`, { job_id: jobId }),
      decodeSuccess: (json) => Option.map(decodeReply(json), statusOf),
      attributes: {
        "codearts.task_id": taskId,
        ...(jobId !== undefined && { "codearts.job_id": jobId }),
      },
    }),
    target,
    options,
  );
};
