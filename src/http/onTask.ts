/**
 * What operations on a task have in common: a task id that is checked before anything is sent.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import { toStringUnknown } from "effect/Inspectable";
import { InvalidTaskId } from "../errors/request.ts";
import type { StopTaskError } from "../StopTaskError.ts";
import type { Target } from "../Target.ts";
import { isTaskId, type TaskId } from "../TaskId.ts";
import type { TokenService } from "../TokenService.ts";
import { call, type CallOptions, type Operation } from "./call.ts";

/** Calls an operation on a task. */
export const onTask = <A>(
  taskId: string,
  operation: (taskId: TaskId) => Operation<A>,
  target: Target,
  options: CallOptions | undefined,
): Effect.Effect<A, StopTaskError, HttpClient | TokenService> =>
  isTaskId(taskId)
    ? call(operation(taskId), target, options)
    : Effect.fail(new InvalidTaskId({ taskId: toStringUnknown(taskId) }, true));
