/**
 * `stop-running`: stops what runs in a project.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import * as Stream from "effect/Stream";
import type { CallOptions } from "../../http/call.ts";
import type { TaskSummary } from "../../listTasks.ts";
import { stopRunning as stopWhatRuns } from "../../stopRunning.ts";
import type { StopTaskError } from "../../StopTaskError.ts";
import type { Target } from "../../Target.ts";
import type { TokenService } from "../../TokenService.ts";
import type { StopRunning } from "../arguments/Request.ts";
import type { Io } from "../Io.ts";
import type { UsageError } from "../UsageError.ts";
import { listed } from "./list.ts";
import { carryOut, type Outcome } from "./outcomes.ts";
import { failed, onService } from "./session.ts";

const nothing = "No such task runs: nothing to stop.";

const labelOf = ({ gitBranch, name }: TaskSummary): string =>
  [name, gitBranch].filter((text) => text !== null).join("  ");

const selectionOf = ({ branch, projectId, repository }: StopRunning) => ({
  projectId,
  gitUrl: repository,
  gitBranch: branch,
});

/** Shows what runs. What could not be looked at is a failure. */
const show = (
  request: StopRunning,
  target: Target,
  options: CallOptions,
): Effect.Effect<number, StopTaskError, Io | HttpClient | TokenService> => {
  let code = 0;
  return stopWhatRuns(selectionOf(request), target, { ...options, dryRun: true }).pipe(
    Stream.filterEffect(({ outcome, task }) => {
      if (outcome?.result._tag !== "Left") return Effect.succeed(true);
      code = 1;
      return Effect.as(failed(request, outcome.result.left, { taskId: task.taskId }), false);
    }),
    Stream.map(({ task }) => task),
    (tasks) => listed(request, tasks, nothing),
    Effect.map(() => code),
  );
};

/** Stops what runs, or shows it. */
export const stopRunning = (
  request: StopRunning,
): Effect.Effect<number, UsageError, Io | HttpClient> =>
  onService(request, (target, options) => {
    if (request.dryRun) return show(request, target, options);
    const { concurrency, confirm } = request;
    return carryOut(request, {
      outcomes: (onInterrupt) =>
        stopWhatRuns(selectionOf(request), target, {
          ...options,
          concurrency,
          confirm,
          onInterrupt,
        }).pipe(
          Stream.mapConcat(({ outcome, task }): ReadonlyArray<Outcome> =>
            outcome === undefined ? [] : [{ ...outcome, label: labelOf(task), fields: { task } }]
          ),
        ),
      total: () => undefined,
      underWay: () => undefined,
      showEach: true,
      nothing,
    });
  }).pipe(Effect.catchAll((error) =>
    error._tag === "UsageError" ? error : failed(request, error, { projectId: request.projectId })
  ));
