import * as Duration from "effect/Duration";
import * as Either from "effect/Either";
import * as EmulatorError from "./EmulatorError.ts";
import type { Fault } from "./Fault.ts";
import type { Operation } from "./Operation.ts";
import * as Directory from "./iam/Directory.ts";
import { freshId, nameOf, newRun } from "./operations.ts";
import type { Outcome, Settings } from "./Options.ts";
import { faultReply, respond } from "./respond.ts";
import * as State from "./State.ts";
import * as Task from "./Task.ts";

/**
 * The task that `createTask` makes; each field has a default.
 *
 * @since 0.1.0
 * @category models
 */
export interface NewTask {
  /** Default: the project made first, which is made now when there is none. */
  readonly projectId?: string;
  /** 1 to 32 characters. Default: 32 random hexadecimal digits. */
  readonly taskId?: string;
  /** Default: the repository's name. */
  readonly name?: string;
  /** Default: `https://git.example.com/team/app.git`. */
  readonly gitUrl?: string;
  /** Default: `main`. */
  readonly gitBranch?: string;
}

/**
 * How a run that `startRun` starts differs from the options of the emulator.
 *
 * @since 0.1.0
 * @category models
 */
export interface NewRun {
  /** How long the run takes. */
  readonly duration?: Duration.DurationInput;
  /** How it ends. */
  readonly outcome?: Outcome;
}

/** What a control makes of the state: an answer and the next state, or a refusal. */
export type Change<A> = Either.Either<readonly [A, State.State], EmulatorError.EmulatorError>;

const checkId = (id: string, taken: boolean): EmulatorError.EmulatorError | undefined => {
  if (id.length < 1 || id.length > 32) {
    return EmulatorError.invalidId(id, "is not 1 to 32 characters long");
  }
  return taken ? EmulatorError.invalidId(id, "is taken") : undefined;
};

export const createProject = (state: State.State, id: string | undefined): Change<string> => {
  const projectId = id ?? freshId();
  const problem = checkId(projectId, State.findProject(state, projectId) !== undefined);
  return problem === undefined
    ? Either.right([projectId, State.addProject(state, projectId)])
    : Either.left(problem);
};

export const createTask = (
  state: State.State,
  options: NewTask,
  now: number,
): Change<Task.Task> => {
  const projectId = options.projectId ?? state.firstProject ?? freshId();
  const known = options.projectId === undefined && state.firstProject === null
    ? State.addProject(state, projectId)
    : state;
  const project = State.findProject(known, projectId);
  if (project === undefined) return Either.left(EmulatorError.unknownProject(projectId));
  const taskId = options.taskId ?? freshId();
  const problem = checkId(taskId, State.findTask(state, taskId) !== undefined);
  if (problem !== undefined) return Either.left(problem);
  const gitUrl = options.gitUrl ?? "https://git.example.com/team/app.git";
  const next = State.addTask(known, project, {
    taskId,
    projectId,
    name: options.name ?? nameOf(gitUrl),
    gitUrl,
    gitBranch: options.gitBranch ?? "main",
    createdAt: now,
  });
  return Either.map(taskOf(next, taskId), (task) => [Task.snapshot(task, now), next]);
};

const taskOf = (
  state: State.State,
  taskId: string,
): Either.Either<Task.TaskRecord, EmulatorError.EmulatorError> =>
  Either.fromNullable(State.findTask(state, taskId), () => EmulatorError.unknownTask(taskId));

export const startRun = (
  state: State.State,
  taskId: string,
  options: NewRun,
  settings: Settings,
  now: number,
): Change<string> =>
  Either.flatMap(taskOf(state, taskId), (task) => {
    if (Task.statusAt(task, now) === 0) return Either.left(EmulatorError.taskRunning(taskId));
    const millis = options.duration === undefined
      ? settings.runMillis
      : Duration.toMillis(options.duration);
    const run = newRun(now, millis, options.outcome ?? settings.runOutcome);
    return Either.right([run.jobId, State.putTask(state, Task.started(task, run))]);
  });

const checkName = (
  what: string,
  names: { readonly domain: string; readonly name: string },
  taken: boolean,
): EmulatorError.EmulatorError | undefined => {
  if (names.domain === "") return EmulatorError.invalidName("account", "", "is empty");
  if (names.name === "") return EmulatorError.invalidName(what, "", "is empty");
  return taken ? EmulatorError.invalidName(what, names.name, "is taken") : undefined;
};

export const createUser = (state: State.State, user: Directory.NewUser): Change<Directory.User> => {
  const { directory } = state;
  const known = Directory.findUser(directory, user.domain, user.name);
  const problem = checkName("user", user, known !== undefined);
  if (problem !== undefined) return Either.left(problem);
  const record = Directory.newUser(user);
  return Either.right([
    Directory.shown(record),
    { ...state, directory: Directory.putUser(directory, record) },
  ]);
};

export const createAgency = (state: State.State, agency: Directory.NewAgency): Change<void> => {
  const { directory } = state;
  const { domain, name } = agency;
  const known = Directory.findAgency(directory, Directory.domainIdOf(domain), name);
  const problem = checkName("agency", agency, known !== undefined);
  return problem === undefined
    ? Either.right([undefined, { ...state, directory: Directory.putAgency(directory, agency) }])
    : Either.left(problem);
};

/** A fault of which no `Response` can be made is refused now, not when a request meets it. */
export const faultNext = (
  state: State.State,
  count: number,
  fault: Fault,
  operation: Operation | "any",
): Change<void> => {
  if (!(count >= 1)) return Either.right([undefined, state]);
  return Either.try({
    try: () => {
      if (fault._tag !== "Slow" && fault._tag !== "Cut") {
        respond({ ...faultReply(fault, ""), body: "" }, "", "", undefined);
      }
      return [undefined, State.script(state, operation, { fault, left: count })] as const;
    },
    catch: (cause) =>
      EmulatorError.invalidFault(cause instanceof Error ? cause.message : String(cause)),
  });
};
