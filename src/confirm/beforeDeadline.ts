/**
 * The time that a confirmation has.
 *
 * @module
 */
import type * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import { NotConfirmed } from "../errors/notConfirmed.ts";
import type { TaskStatus } from "../taskStatus.ts";

/** Runs what looks at a task for so long; when that has passed, the last look is in the error. */
export const beforeDeadline = <A, E, R>(
  taskId: string,
  deadline: Duration.Duration,
  attempts: () => number,
  watching: (onStatus: (status: TaskStatus) => void) => Effect.Effect<A, E, R>,
): Effect.Effect<A, E | NotConfirmed, R> =>
  Effect.suspend(() => {
    let lastStatus: TaskStatus | undefined;
    return Effect.timeoutFail(watching((status) => lastStatus = status), {
      duration: deadline,
      onTimeout: () =>
        new NotConfirmed(
          { taskId, lastStatus, attempts: attempts(), deadline, retryable: true },
          true,
        ),
    });
  });
