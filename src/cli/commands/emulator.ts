/**
 * `emulator`: serves an emulated cloud with running checks, to try things on.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as Emulator from "../../emulator/Emulator.ts";
import type * as Request from "../arguments/Request.ts";
import { Io } from "../Io.ts";
import { command as name } from "../name.ts";
import { UsageError } from "../UsageError.ts";

/** So many checks run in it. */
const checks = 3;

/** Serves until it is interrupted. */
export const emulator = (
  request: Request.Emulator,
): Effect.Effect<never, UsageError, Io> =>
  Effect.scoped(Effect.gen(function* () {
    const io = yield* Io;
    const cloud = yield* Emulator.make({ runDuration: "8 hours" });
    const projectId = yield* cloud.createProject();
    const taskIds = yield* Effect.replicateEffect(
      Effect.tap(
        Effect.map(cloud.createTask({ projectId }), ({ taskId }) => taskId),
        (taskId) => cloud.startRun(taskId),
      ),
      checks,
    );
    // Not a secret: it opens this emulator and nothing else.
    const token = Redacted.value(yield* cloud.issueToken());
    const { url } = yield* Emulator.serve(cloud, { port: request.port });
    if (request.json) yield* io.out(JSON.stringify({ url, token, projectId, taskIds }));
    yield* io.err(`CodeArts Check, emulated, at ${url} until Ctrl-C; ${checks} checks run:`);
    for (const taskId of taskIds) yield* io.err(`  ${taskId}`);
    yield* io.err(`In another terminal, stop one, then what else runs in its project:

  export HW_AUTH_TOKEN=${token}
  ${name} stop ${taskIds[0]} --endpoint ${url}
  ${name} stop-running --project ${projectId} --endpoint ${url}
`);
    return yield* Effect.never;
  })).pipe(
    Effect.catchAll((error) => Effect.fail(new UsageError({ message: error.message }))),
  );
