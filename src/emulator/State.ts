import * as HashMap from "effect/HashMap";
import * as List from "effect/List";
import * as Option from "effect/Option";
import * as Order from "effect/Order";
import * as RedBlackTree from "effect/RedBlackTree";
import * as AccessKey from "./AccessKey.ts";
import { type Capacity, unlimited } from "./Capacity.ts";
import type { Fault } from "./Fault.ts";
import { type Host, hostWith } from "./Host.ts";
import * as Directory from "./iam/Directory.ts";
import * as RecordedRequest from "./RecordedRequest.ts";
import type { Operation } from "./Operation.ts";
import type { TaskRecord } from "./Task.ts";
import * as Token from "./Token.ts";

/** A fault and how many more requests it will meet. */
export interface Scripted {
  readonly fault: Fault;
  readonly left: number;
}

/** The ids of a project's tasks by the order in which they were made: a page costs its length. */
export type ProjectTasks = RedBlackTree.RedBlackTree<number, string>;

/** All that the cloud knows: one immutable value. */
export interface State {
  readonly serial: number;
  readonly firstProject: string | null;
  readonly projects: HashMap.HashMap<string, ProjectTasks>;
  readonly tasks: HashMap.HashMap<string, TaskRecord>;
  readonly tokens: Token.Tokens;
  readonly accessKeys: AccessKey.AccessKeys;
  readonly directory: Directory.Directory;
  readonly host: Host;
  readonly faults: Readonly<Partial<Record<Operation | "any", List.List<Scripted>>>>;
  readonly stops: Capacity;
  readonly requests: RecordedRequest.Requests;
}

export const empty: State = {
  serial: 0,
  firstProject: null,
  projects: HashMap.empty(),
  tasks: HashMap.empty(),
  tokens: Token.none,
  accessKeys: AccessKey.none,
  directory: Directory.none,
  host: hostWith(undefined),
  faults: {},
  stops: unlimited,
  requests: RecordedRequest.none,
};

export const findTask = (state: State, taskId: string): TaskRecord | undefined =>
  Option.getOrUndefined(HashMap.get(state.tasks, taskId));

export const findProject = (state: State, projectId: string): ProjectTasks | undefined =>
  Option.getOrUndefined(HashMap.get(state.projects, projectId));

export const addProject = (state: State, projectId: string): State => ({
  ...state,
  firstProject: state.firstProject ?? projectId,
  projects: HashMap.set(state.projects, projectId, RedBlackTree.empty(Order.number)),
});

export const addTask = (
  state: State,
  tasks: ProjectTasks,
  fields: Pick<
    TaskRecord,
    "taskId" | "projectId" | "name" | "gitUrl" | "gitBranch" | "createdAt"
  >,
): State => {
  const task: TaskRecord = { ...fields, serial: state.serial, run: null, runs: 0, stops: 0 };
  return {
    ...state,
    serial: state.serial + 1,
    projects: HashMap.set(
      state.projects,
      task.projectId,
      RedBlackTree.insert(tasks, task.serial, task.taskId),
    ),
    tasks: HashMap.set(state.tasks, task.taskId, task),
  };
};

export const putTask = (state: State, task: TaskRecord): State => ({
  ...state,
  tasks: HashMap.set(state.tasks, task.taskId, task),
});

export const removeTask = (state: State, task: TaskRecord): State => ({
  ...state,
  projects: HashMap.modify(
    state.projects,
    task.projectId,
    (tasks) => RedBlackTree.removeFirst(tasks, task.serial),
  ),
  tasks: HashMap.remove(state.tasks, task.taskId),
});

export const script = (state: State, operation: Operation | "any", scripted: Scripted): State => ({
  ...state,
  faults: {
    ...state.faults,
    [operation]: List.append(state.faults[operation] ?? List.nil(), scripted),
  },
});

/** The fault that this request meets: the operation's own script goes before that of any. */
export const takeFault = (
  state: State,
  operation: Operation,
): readonly [Fault | undefined, State] => {
  for (const queue of [operation, "any"] as const) {
    const waiting = state.faults[queue];
    if (waiting === undefined || List.isNil(waiting)) continue;
    const { head: { fault, left }, tail } = waiting;
    const faults = left > 1 ? List.cons({ fault, left: left - 1 }, tail) : tail;
    return [fault, { ...state, faults: { ...state.faults, [queue]: faults } }];
  }
  return [undefined, state];
};
