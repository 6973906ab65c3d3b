import type * as Cause from "effect/Cause";
import * as Data from "effect/Data";

interface Fields {
  readonly reason:
    | "UnknownProject"
    | "UnknownTask"
    | "TaskRunning"
    | "InvalidId"
    | "InvalidName"
    | "InvalidFault";
  readonly message: string;
}

const Base: new (
  fields: Fields,
) => Cause.YieldableError & { readonly _tag: "EmulatorError" } & Readonly<Fields> = Data
  .TaggedError(
    "EmulatorError",
  )<Fields>;

/**
 * A control of the emulator was asked for what cannot be: `reason` says which, and the message
 * ends with what to do. What a *request* gets wrong is never this error, but a reply.
 *
 * @since 0.1.0
 * @category errors
 */
export class EmulatorError extends Base {}

export const unknownProject = (projectId: string): EmulatorError =>
  new EmulatorError({
    reason: "UnknownProject",
    message: `There is no project ${JSON.stringify(projectId)}: make it with createProject.`,
  });

export const unknownTask = (taskId: string): EmulatorError =>
  new EmulatorError({
    reason: "UnknownTask",
    message: `There is no task ${JSON.stringify(taskId)}: make it with createTask.`,
  });

export const taskRunning = (taskId: string): EmulatorError =>
  new EmulatorError({
    reason: "TaskRunning",
    message: `Task ${JSON.stringify(taskId)} runs already: stop it, or let its run end.`,
  });

export const invalidId = (id: string, why: string): EmulatorError =>
  new EmulatorError({
    reason: "InvalidId",
    message: `The id ${JSON.stringify(id)} ${why}: choose another one.`,
  });

export const invalidName = (what: string, name: string, why: string): EmulatorError =>
  new EmulatorError({
    reason: "InvalidName",
    message: `The name ${JSON.stringify(name)} of the ${what} ${why}: choose another one.`,
  });

export const invalidFault = (why: string): EmulatorError =>
  new EmulatorError({
    reason: "InvalidFault",
    message: `No reply can be made of this fault (${why}): correct its status, headers or body.`,
  });
