/**
 * `stop`: stops the tasks that are named, several at a time.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import * as Either from "effect/Either";
import * as Schema from "effect/Schema";
import { Region } from "../Region.ts";
import { stopTask } from "../stopTask.ts";
import type { Target } from "../Target.ts";
import { TokenService } from "../TokenService.ts";
import type { Command } from "./Command.ts";
import { credentials } from "./credentials/credentials.ts";
import { Io } from "./Io.ts";
import { UsageError } from "./usage.ts";

/** So many stops are in flight at once. */
const concurrency = 8;

const targetOf = (
  command: Extract<Command, { _tag: "Stop" }>,
): Effect.Effect<Target, UsageError, Io> =>
  Effect.gen(function* () {
    if (command.endpoint !== undefined) return { endpoint: command.endpoint };
    const io = yield* Io;
    const region = command.region ?? (yield* io.env("HW_REGION_NAME"));
    if (region === undefined) {
      return yield* new UsageError({
        message: "Where are the tasks? Give --region or --endpoint, or set HW_REGION_NAME.",
      });
    }
    if (!Schema.is(Region)(region)) {
      return yield* new UsageError({
        message: `"${region}" is no region that is known: expected one of ${
          Region.literals.join(", ")
        }, or the service's address as --endpoint.`,
      });
    }
    return { region };
  });

/** Stops each task and reports it. The exit code: 0 when all stopped, 1 when some did not. */
export const stop = (
  command: Extract<Command, { _tag: "Stop" }>,
): Effect.Effect<number, UsageError, Io | HttpClient> =>
  Effect.gen(function* () {
    const io = yield* Io;
    const target = yield* targetOf(command);
    const tokens = yield* credentials(target.region);
    const results = yield* Effect.forEach(
      command.taskIds,
      (taskId) =>
        Effect.gen(function* () {
          const result = yield* Effect.either(stopTask(taskId, target));
          if (command.json) {
            yield* io.out(JSON.stringify(
              Either.isRight(result)
                ? { taskId, result: "stopped" }
                : { taskId, result: "failed", error: result.left },
            ));
          }
          yield* io.err(
            Either.isRight(result)
              ? `stopped  ${taskId}`
              : `failed   ${taskId}  ${result.left._tag}: ${result.left.message}`,
          );
          return Either.isRight(result);
        }),
      { concurrency },
    ).pipe(Effect.provideService(TokenService, tokens));
    return results.every((stopped) => stopped) ? 0 : 1;
  });
