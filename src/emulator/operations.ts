import * as Option from "effect/Option";
import * as RedBlackTree from "effect/RedBlackTree";
import type { Settings } from "./Options.ts";
import { done, invalid, json, type Reply, serviceError } from "./Reply.ts";
import * as requestBody from "./requestBody.ts";
import * as State from "./State.ts";
import * as Task from "./Task.ts";

/** An admitted request. `subject` is the task or project of its path, empty where it names none. */
export interface Call {
  readonly subject: string;
  readonly query: URLSearchParams;
  /** The parsed JSON body; `undefined` when there is none. */
  readonly body: unknown;
  readonly headers: Headers;
  /** What is wrong with the proof of who asks, where the door lets everybody in. */
  readonly refusal: Reply | undefined;
  readonly requestId: string;
  readonly now: number;
  readonly settings: Settings;
}

export type Perform = (state: State.State, call: Call) => readonly [Reply, State.State];

// The table of CC.0005xxxx lists HTTP 200 for each of its codes; it is taken at its word.
// An unknown id is "project not exist": the FAQ says that this message means a wrong task id.
const notExist = serviceError(200, "CC.00050013", "project not exist");
const running = serviceError(200, "CC.00050015", "task is running");
const invalidParameter = serviceError(200, "CC.00050000", "parameters not valid");

/** 32 hexadecimal digits, as all ids of the service. */
export const freshId = (): string => crypto.randomUUID().replaceAll("-", "");

const onTask =
  (f: (state: State.State, task: Task.TaskRecord, call: Call) => ReturnType<Perform>): Perform =>
  (state, call) => {
    const task = State.findTask(state, call.subject);
    return task === undefined ? [notExist, state] : f(state, task, call);
  };

export const newRun = (
  now: number,
  millis: number,
  outcome: Settings["runOutcome"],
): Task.Run => ({
  jobId: freshId(),
  startedAt: now,
  endsAt: now + millis,
  outcome,
  stopped: false,
});

// What a stop does when nothing runs is documented nowhere: it succeeds and changes nothing.
export const stop: Perform = onTask((state, task, { now }) => [
  done,
  State.putTask(state, Task.stopped(task, now)),
]);

export const run: Perform = onTask((state, task, { body, now, settings }) => {
  if (body !== undefined && !requestBody.isRun(body)) return [invalid, state];
  if (Task.statusAt(task, now) === 0) return [running, state];
  const next = newRun(now, settings.runMillis, settings.runOutcome);
  return [json(200, { exec_id: next.jobId }), State.putTask(state, Task.started(task, next))];
});

const infos = { 0: "running", 1: null, 2: "success", 3: null } as const;

export const progress: Perform = onTask((state, task, { query, now }) => {
  const jobId = query.get("job_id");
  if (jobId !== null && jobId !== task.run?.jobId) return [invalidParameter, state];
  const status = Task.statusAt(task, now);
  const info = status === null ? null : infos[status];
  return [
    json(200, { task_status: status, progress: { ratio: Task.ratioAt(task, now), info } }),
    state,
  ];
});

export const remove: Perform = onTask((state, task) => [done, State.removeTask(state, task)]);

const envelope = (result: string, ok: boolean): Reply =>
  json(200, {
    httpStatus: ok ? "OK" : "BAD_REQUEST",
    result,
    status: ok ? "success" : "error",
  });

/** The v1 stop: what goes wrong is told inside a 200. */
export const cancel: Perform = (state, { subject, query, now }) => {
  const task = State.findTask(state, subject);
  const jobId = query.get("job_id");
  if (task === undefined) return [envelope("任务不存在", false), state];
  if (jobId !== null && jobId !== task.run?.jobId) {
    return [envelope("任务记录不存在", false), state];
  }
  return [
    Task.statusAt(task, now) === 0
      ? envelope("取消执行成功", true)
      : envelope("任务未在执行", false),
    State.putTask(state, Task.stopped(task, now)),
  ];
};

const integer = (text: string | null, fallback: number, max: number): number | undefined => {
  if (text === null) return fallback;
  return /^\d{1,6}$/.test(text) && Number(text) <= max ? Number(text) : undefined;
};

const offsets = {
  pages: { counts: "pages", from: 1 },
  pagesFrom0: { counts: "pages", from: 0 },
  rows: { counts: "rows", from: 0 },
  rowsFrom1: { counts: "rows", from: 1 },
} as const;

export const list: Perform = (state, { subject, query, settings }) => {
  const tasks = State.findProject(state, subject);
  if (tasks === undefined) return [notExist, state];
  const { counts, from } = offsets[settings.listOffset];
  const offset = integer(query.get("offset"), from, 999_999);
  const limit = integer(query.get("limit"), 10, 100);
  if (offset === undefined || limit === undefined || limit === 0) return [invalid, state];
  if (offset < from && settings.listOffsetZero === "refused") return [invalid, state];
  const first = Math.max(0, offset - from) * (counts === "rows" ? 1 : limit);
  const page: Array<unknown> = [];
  for (const [, taskId] of RedBlackTree.at(tasks, first)) {
    if (page.length === limit) break;
    const task = State.findTask(state, taskId);
    if (task !== undefined) page.push(listed(task));
  }
  return [json(200, { tasks: page, total: RedBlackTree.size(tasks) }), state];
};

const listed = (task: Task.TaskRecord): unknown => ({
  task_id: task.taskId,
  task_name: task.name,
  creator_id: "0c9d5a24d7c14a4b8f0de1d0c5a7b3e6",
  git_url: task.gitUrl,
  git_branch: task.gitBranch,
  created_at: Task.timestamp(task.createdAt),
  last_check_time: task.run === null ? null : Task.timestamp(task.run.startedAt),
});

export const create: Perform = (state, { subject, body, now }) => {
  const decoded = requestBody.create(body);
  if (Option.isNone(decoded)) return [invalid, state];
  const project = State.findProject(state, subject);
  if (project === undefined) return [notExist, state];
  const taskId = freshId();
  const { git_url: gitUrl, git_branch: gitBranch } = decoded.value;
  return [
    json(200, { task_id: taskId }),
    State.addTask(state, project, {
      taskId,
      projectId: subject,
      name: nameOf(gitUrl),
      gitUrl,
      gitBranch,
      createdAt: now,
    }),
  ];
};

/** A task that is made without a name is called like its repository. */
export const nameOf = (gitUrl: string): string =>
  gitUrl.replace(/(\.git)?\/*$/, "").split(/[/:]/).at(-1) || gitUrl;
