/**
 * The demonstration: three checks that nobody needs any more, stopped on an emulated cloud.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Option from "effect/Option";
import * as StaticToken from "../auth/StaticToken.ts";
import * as Emulator from "../emulator/Emulator.ts";
import { stopTask } from "../stopTask.ts";
import type { Target } from "../Target.ts";
import { Io } from "./Io.ts";
import { command } from "./name.ts";

const target: Target = { region: "cn-north-4" };

/** The states of a task, as "ShowProgressDetailV2" numbers them. */
const states = ["running", "failed", "succeeded", "stopped"];

const stateOf = (taskId: string): Effect.Effect<string, never, Emulator.Emulator> =>
  Effect.flatMap(Emulator.Emulator, (cloud) => cloud.task(taskId)).pipe(
    Effect.map(Option.match({
      onNone: () => "gone",
      onSome: ({ status }) => status === null ? "never run" : states[status] ?? String(status),
    })),
  );

const demonstrate = (json: boolean) =>
  Effect.gen(function* () {
    const io = yield* Io;
    const cloud = yield* Emulator.Emulator;
    const fresh = Effect.map(cloud.issueToken(), StaticToken.layer);

    const say = (taskId: string, event: string, message: string) =>
      Effect.gen(function* () {
        const state = yield* stateOf(taskId);
        if (json) yield* io.out(JSON.stringify({ taskId, event, state, message }));
        yield* io.err(`  ${message.padEnd(76)} [${state}]`);
      });

    const runningCheck = (why: string) =>
      Effect.gen(function* () {
        const { taskId } = yield* cloud.createTask();
        yield* cloud.startRun(taskId);
        yield* io.err(`\nTask ${taskId}: ${why}`);
        yield* say(taskId, "running", "The check runs, and holds a slot of its project.");
        return taskId;
      });

    yield* io.err("CodeArts Check, emulated in this process. In brackets: the state in the cloud.");

    const first = yield* runningCheck("a newer push replaced it.");
    yield* Effect.provide(stopTask(first, target), yield* fresh);
    yield* say(first, "stopped", "Stopped.");

    const second = yield* runningCheck("it hangs, and the service is busy.");
    yield* cloud.faultNext(1, Emulator.Fault.Busy());
    const stopSecond = stopTask(second, target).pipe(Effect.provide(yield* fresh));
    yield* stopSecond.pipe(
      Effect.catchTag("NetworkBusy", (error) =>
        Effect.zipRight(
          say(second, error._tag, `${error._tag} (${error.code}): again in a moment.`),
          Effect.delay(stopSecond, "300 millis"),
        )),
    );
    yield* say(second, "stopped", "Stopped at the second try.");

    const third = yield* runningCheck("it was started on the wrong branch.");
    const stale = StaticToken.layer(yield* cloud.issueToken({ validFor: 0 }));
    const stopThird = stopTask(third, target);
    yield* Effect.provide(stopThird, stale).pipe(
      Effect.catchTag("AuthExpired", (error) =>
        Effect.zipRight(
          say(third, error._tag, `${error._tag} (${error.code}): again with a fresh token.`),
          Effect.provide(stopThird, Layer.unwrapEffect(fresh)),
        )),
    );
    yield* say(third, "stopped", "Stopped with the fresh token.");

    yield* io.err(`
The same on the real service:

  export HW_AUTH_TOKEN=...   # an IAM token for the region's project
  ${command} stop <task-id> --region cn-north-4
`);
    return 0;
  });

/** Runs the demonstration. The exit code: 1 if anything in it went another way than it should. */
export const demonstration = (json: boolean): Effect.Effect<number, never, Io> =>
  demonstrate(json).pipe(
    Effect.provide(Emulator.layer({ runDuration: "10 minutes" })),
    Effect.catchAll((error) =>
      Effect.gen(function* () {
        const io = yield* Io;
        yield* io.err(`The demonstration failed: ${error._tag}: ${error.message}`);
        return 1;
      })
    ),
  );
