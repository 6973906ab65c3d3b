/**
 * Stops what runs in a project.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import * as Either from "effect/Either";
import * as Option from "effect/Option";
import * as Stream from "effect/Stream";
import { look } from "./confirm/watch.ts";
import { listTasks, type TaskSummary } from "./listTasks.ts";
import { repositoryOf } from "./running/gitAddress.ts";
import type { StopOutcome } from "./StopOutcome.ts";
import type { StopTaskError } from "./StopTaskError.ts";
import { stopTasks, type StopTasksOptions } from "./stopTasks.ts";
import type { Target } from "./Target.ts";
import type { TokenService } from "./TokenService.ts";

/**
 * Which tasks are meant.
 *
 * @since 0.1.0
 * @category models
 */
export interface RunningSelection {
  /** The CodeArts project: not the project of IAM that a region has. */
  readonly projectId: string;
  /**
   * Only tasks that check this repository, by any of its addresses: `https`, `ssh` and `git@` forms
   * are the same, with or without `.git`.
   */
  readonly gitUrl?: string | undefined;
  /** Only tasks that check this branch. */
  readonly gitBranch?: string | undefined;
}

/**
 * How what runs is stopped.
 *
 * @since 0.1.0
 * @category options
 */
export interface StopRunningOptions extends StopTasksOptions {
  /** Stops nothing, and says what it would stop. */
  readonly dryRun?: boolean | undefined;
}

/**
 * A task that ran, and what became of its stop.
 *
 * @since 0.1.0
 * @category models
 */
export interface StopRunningOutcome {
  readonly task: TaskSummary;
  /** Absent in a dry run. */
  readonly outcome: StopOutcome | undefined;
}

/** How many tasks are looked at at a time. */
const looks = 8;

/** What kept it from being known whether a task runs, for its outcome. */
const unknownRun = (task: TaskSummary, error: StopTaskError): StopRunningOutcome => ({
  task,
  outcome: { taskId: task.taskId, result: Either.left(error), attempts: 0, durationMillis: 0 },
});

const isMeant = ({ gitBranch, gitUrl }: RunningSelection): (task: TaskSummary) => boolean => {
  const repository = gitUrl === undefined ? undefined : repositoryOf(gitUrl);
  return (task) =>
    (repository === undefined || repositoryOf(task.gitUrl ?? "") === repository) &&
    (gitBranch === undefined || task.gitBranch === gitBranch);
};

/**
 * Stops what runs in a project, or of that only what checks a repository or a branch: it lists the
 * tasks, keeps what matches, looks at each, and stops what runs, as `stopTasks` does.
 *
 * The list of a project has the tasks of default branches (CodeArts Check API Reference,
 * "ShowTaskListByProjectIdV2"): a task that was made for another branch, or a merge request, is not
 * found by it, and has to be stopped by its id. What ends by itself between the look and the stop is
 * stopped like the rest.
 *
 * Comes out: each task that ran, with the outcome of its stop (without one in a dry run); and each of
 * which it could not be found out whether it runs, with that error. A task that is gone meanwhile
 * does not run. Fails with a member of `StopTaskError` when the list cannot be read, after the
 * outcomes of what was read.
 *
 * @example
 * ```ts
 * import * as Effect from "effect/Effect";
 * import * as Stream from "effect/Stream";
 * import { stopRunning } from "@codearts/check";
 *
 * const selection = {
 *   projectId: "0d5a24d7c14a4b8f0de1d0c5a7b3e6f1",
 *   gitUrl: "git@git.example.com:team/app.git",
 *   gitBranch: "main",
 * };
 *
 * const program = stopRunning(selection, { region: "cn-north-4" }, { dryRun: true }).pipe(
 *   Stream.runForEach(({ task }) => Effect.log(`${task.taskId} runs`)),
 * );
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const stopRunning = (
  selection: RunningSelection,
  target: Target,
  options?: StopRunningOptions,
): Stream.Stream<StopRunningOutcome, StopTaskError, HttpClient | TokenService> =>
  Stream.suspend(() => {
    const unknown: Array<StopRunningOutcome> = [];
    /** Those whose stop is under way. */
    const tasks = new Map<string, TaskSummary>();
    const keep = (task: TaskSummary): string => {
      tasks.set(task.taskId, task);
      return task.taskId;
    };
    const running = listTasks(selection.projectId, target, options).pipe(
      Stream.filter(isMeant(selection)),
      Stream.mapEffect((task) =>
        Effect.match(look(task.taskId, target, options), {
          onFailure: (error) => {
            if (error._tag !== "TaskNotFound") unknown.push(unknownRun(task, error));
            return Option.none();
          },
          onSuccess: ({ _tag }) => _tag === "Running" ? Option.some(task) : Option.none(),
        }), { concurrency: looks, unordered: true }),
      Stream.filterMap((task) => task),
    );
    const outcomes: Stream.Stream<
      StopRunningOutcome,
      StopTaskError,
      HttpClient | TokenService
    > = options?.dryRun === true
      ? Stream.map(running, (task) => ({ task, outcome: undefined }))
      : Stream.mapConcat(
        stopTasks(Stream.map(running, keep), target, options),
        (outcome) => {
          const task = tasks.get(outcome.taskId);
          tasks.delete(outcome.taskId);
          return task === undefined ? [] : [{ task, outcome }];
        },
      );
    const rest = Stream.suspend(() => Stream.fromIterable(unknown.splice(0)));
    return outcomes.pipe(
      Stream.concat(rest),
      Stream.catchAll((error) => Stream.concat(rest, Stream.fail(error))),
    );
  }).pipe(Stream.withSpan("codearts.check.stopRunning", {
    attributes: { "codearts.project_id": selection.projectId },
    captureStackTrace: false,
  }));
