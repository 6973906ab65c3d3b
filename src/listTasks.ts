/**
 * Lists the check tasks of a project.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Stream from "effect/Stream";
import { call, type CallOptions } from "./http/call.ts";
import { projectIdProblem, withQuery } from "./http/parameters.ts";
import { decodePage, type TaskSummary } from "./listing/TaskSummary.ts";
import { walk } from "./listing/walk.ts";
import { retryTransient } from "./retryTransient.ts";
import type { StopTaskError } from "./StopTaskError.ts";
import type { Target } from "./Target.ts";
import type { TokenService } from "./TokenService.ts";

export type { TaskSummary } from "./listing/TaskSummary.ts";

/**
 * Lists the check tasks of a CodeArts project: `GET /v2/{project_id}/tasks` (CodeArts Check API
 * Reference, "ShowTaskListByProjectIdV2"). The project id is that of CodeArts, not that of IAM. A
 * listing does not tell which tasks run: `taskStatus` does.
 *
 * Every task that is there during the whole listing comes once, also while others make and delete
 * tasks; one that is made or deleted meanwhile comes once or not at all. The listing ends, unless
 * tasks are made faster than pages are read. The order is the service's, and what was listed must keep
 * it: a service that moved a task from the part not yet read to the part read would hide it.
 *
 * The documentation contradicts itself on what `offset` counts (rows, or pages from 1) and where it
 * begins: the listing finds out by comparing two or three pages, and never sends an offset of 0. What
 * it costs: one request for less than 100 tasks; else at most two to find out, and one for every 87 tasks
 * on average, where offset counts pages, or 98, where it counts rows (each page begins with a task
 * that was read, which proves that none was missed). Where tasks were deleted meanwhile, a few are
 * asked for again. Memory holds one page, and the ids of the tasks that were listed, in some 90 bytes
 * each.
 *
 * Each request has `options.timeout` to itself, and is retried by the `RetryPolicy` of the context
 * (`retryTransient`): a listing cannot be taken up where it failed.
 *
 * Fails as `stopTask` does, with a member of `StopTaskError`: with `InvalidRequest`, nothing sent, for
 * a project id that is none (1 to 32 letters, digits, `-` or `_`), and with `UnexpectedResponse` where
 * the service gives the same tasks whatever is asked for.
 *
 * @example
 * ```ts
 * import * as Stream from "effect/Stream";
 * import { listTasks } from "@codearts/check";
 *
 * const onMain = listTasks("0a1b2c3d4e5f60718293a4b5c6d7e8f9", { region: "cn-north-4" }).pipe(
 *   Stream.filter((task) => task.gitBranch === "main"),
 *   Stream.map((task) => task.taskId),
 *   Stream.runCollect,
 * );
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const listTasks = (
  projectId: string,
  target: Target,
  options?: CallOptions,
): Stream.Stream<TaskSummary, StopTaskError, HttpClient | TokenService> => {
  const problem = projectIdProblem(projectId);
  if (problem !== undefined) return Stream.fail(problem);
  return walk((offset, limit) =>
    call(
      {
        name: "listTasks",
        method: "GET",
        path: withQuery(`/v2/${projectId}/tasks`, { offset, limit }),
        decodeSuccess: decodePage,
        attributes: { "codearts.project_id": projectId },
      },
      target,
      options,
    ).pipe(retryTransient())
  );
};
