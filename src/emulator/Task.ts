import type { Outcome } from "./Options.ts";

/**
 * A check task as it was at one moment. It does not change: ask again for a newer one.
 *
 * @since 0.1.0
 * @category models
 */
export interface Task {
  /** What a stop names. */
  readonly taskId: string;
  /** The CodeArts project that the task belongs to. */
  readonly projectId: string;
  /** Not unique. */
  readonly name: string;
  /** The repository that is checked. */
  readonly gitUrl: string;
  /** The branch that is checked. */
  readonly gitBranch: string;
  /** UTC, `yyyy-MM-ddTHH:mm:ssZ`. */
  readonly createdAt: string;
  /** 0 running, 1 failed, 2 succeeded, 3 stopped, `null` never run (ShowProgressDetailV2). */
  readonly status: 0 | 1 | 2 | 3 | null;
  /** `"0%"` to `"100%"` while it runs or when it succeeded, otherwise `null`. */
  readonly ratio: string | null;
  /** The `exec_id` of the latest run. */
  readonly jobId: string | null;
  /** How many runs were started. */
  readonly runs: number;
  /** How many stop and cancel requests were carried out, also those that found nothing running. */
  readonly stops: number;
}

/** One run. When it ends by itself is known from the start: no fiber waits for it. */
export interface Run {
  readonly jobId: string;
  readonly startedAt: number;
  readonly endsAt: number;
  readonly outcome: Outcome;
  readonly stopped: boolean;
}

/** A task as the state keeps it; times are milliseconds since the epoch. */
export interface TaskRecord {
  readonly serial: number;
  readonly taskId: string;
  readonly projectId: string;
  readonly name: string;
  readonly gitUrl: string;
  readonly gitBranch: string;
  readonly createdAt: number;
  readonly run: Run | null;
  readonly runs: number;
  readonly stops: number;
}

export const statusAt = (task: TaskRecord, now: number): Task["status"] => {
  if (task.run === null) return null;
  if (task.run.stopped) return 3;
  if (now < task.run.endsAt) return 0;
  return task.run.outcome === "succeeded" ? 2 : 1;
};

export const ratioAt = (task: TaskRecord, now: number): string | null => {
  const status = statusAt(task, now);
  if (task.run === null || (status !== 0 && status !== 2)) return null;
  if (status === 2) return "100%";
  const { startedAt, endsAt } = task.run;
  return `${Math.floor((100 * Math.max(0, now - startedAt)) / (endsAt - startedAt))}%`;
};

/** The service's time format; what no date can hold is the last date. */
export const timestamp = (millis: number): string =>
  new Date(Math.min(Math.max(millis, 0), 8.64e15)).toISOString().replace(/\.\d{3}Z$/, "Z");

export const snapshot = (task: TaskRecord, now: number): Task => ({
  taskId: task.taskId,
  projectId: task.projectId,
  name: task.name,
  gitUrl: task.gitUrl,
  gitBranch: task.gitBranch,
  createdAt: timestamp(task.createdAt),
  status: statusAt(task, now),
  ratio: ratioAt(task, now),
  jobId: task.run?.jobId ?? null,
  runs: task.runs,
  stops: task.stops,
});

export const started = (task: TaskRecord, run: Run): TaskRecord => ({
  ...task,
  run,
  runs: task.runs + 1,
});

/** A stop ends a run that still runs; one that ended keeps its outcome. */
export const stopped = (task: TaskRecord, now: number): TaskRecord => ({
  ...task,
  run: task.run !== null && statusAt(task, now) === 0 ? { ...task.run, stopped: true } : task.run,
  stops: task.stops + 1,
});
