/**
 * A stop that looks where its reply does not tell.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import type { CallOptions } from "../http/call.ts";
import { stopTask } from "../stopTask.ts";
import type { StopTaskError } from "../StopTaskError.ts";
import type { Target } from "../Target.ts";
import type { TokenService } from "../TokenService.ts";
import { type Ended, look } from "./watch.ts";

/**
 * Whether the task may not run all the same. No reply came: the stop may have arrived. Or it was
 * refused, and what a stop of a task that does not run is answered with is not documented.
 */
const mayHaveEnded = (error: StopTaskError): boolean => {
  switch (error._tag) {
    case "ConnectionFailed":
    case "RequestTimedOut":
    case "ServiceError":
    case "UnexpectedResponse":
      return true;
    case "InvalidRequest":
      return error.status !== undefined;
    default:
      return false;
  }
};

/**
 * Stops the task, once. Where the reply leaves open whether the task runs, it looks: a status is had
 * where it does not run any more, and where it does, the stop has failed.
 */
export const stopOrLook = (
  taskId: string,
  target: Target,
  options: CallOptions | undefined,
): Effect.Effect<Option.Option<Ended>, StopTaskError, HttpClient | TokenService> =>
  stopTask(taskId, target, options).pipe(
    Effect.as(Option.none<Ended>()),
    Effect.catchIf(mayHaveEnded, (error) =>
      Effect.matchEffect(look(taskId, target, options), {
        // What kept it from looking is told by the stop as well.
        onFailure: () => Effect.fail(error),
        onSuccess: (status) =>
          status._tag === "Running" ? Effect.fail(error) : Effect.succeedSome(status),
      })),
  );
