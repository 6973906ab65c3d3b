/**
 * The demonstration: three checks that nobody needs any more, stopped on an emulated cloud.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import * as Redacted from "effect/Redacted";
import * as IamPassword from "../../auth/IamPassword.ts";
import * as Emulator from "../../emulator/Emulator.ts";
import { retryTransient } from "../../retryTransient.ts";
import { stopTask } from "../../stopTask.ts";
import type { Target } from "../../Target.ts";
import { TokenService } from "../../TokenService.ts";
import { Io } from "../Io.ts";
import { command } from "../name.ts";

const target: Target = { region: "cn-north-4" };

/** Who stops the checks: a user of the emulated IAM. */
const user: Emulator.NewUser = {
  domain: "my-account",
  name: "ci",
  password: Redacted.make("correct horse battery staple"),
};

/** IAM answers at its own address, and in memory. */
const tokensOf = IamPassword.layer({
  domain: user.domain,
  user: user.name,
  password: user.password,
  project: "cn-north-4",
  endpoint: "https://iam.cn-north-4.myhuaweicloud.com",
  memory: "service",
});

/** The states of a task, as "ShowProgressDetailV2" numbers them. */
const states = ["running", "failed", "succeeded", "stopped"];

const stateOf = (cloud: Emulator.Emulator, taskId: string): Effect.Effect<string> =>
  Effect.map(
    cloud.task(taskId),
    Option.match({
      onNone: () => "gone",
      onSome: ({ status }) => status === null ? "never run" : states[status] ?? String(status),
    }),
  );

const demonstrate = (json: boolean) =>
  Effect.gen(function* () {
    const io = yield* Io;
    const cloud = yield* Emulator.Emulator;

    const say = (taskId: string, event: string, message: string) =>
      Effect.gen(function* () {
        const state = yield* stateOf(cloud, taskId);
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

    yield* cloud.createUser(user);
    const tokens = yield* TokenService;

    /** A stop that tells when its token was refused, and what came of it. */
    const stop = (taskId: string) =>
      Effect.provideService(stopTask(taskId, target), TokenService, {
        authorize: tokens.authorize,
        renew: (rejected, error) =>
          Effect.gen(function* () {
            yield* say(taskId, error._tag, `${error._tag} (${error.code}): asking IAM once more.`);
            const renewed = yield* tokens.renew(rejected, error);
            if (renewed) {
              yield* say(taskId, "renewed", "IAM issued a new token: the stop is sent again.");
            }
            return renewed;
          }),
      });

    yield* io.err("CodeArts Check, emulated in this process. In brackets: the state in the cloud.");

    const first = yield* runningCheck("a newer push replaced it.");
    yield* stop(first);
    yield* say(first, "stopped", "Stopped, with a token that IAM issued for a password.");

    const second = yield* runningCheck("it hangs, and the service is busy.");
    yield* cloud.faultNext(1, Emulator.Fault.Busy());
    yield* stop(second).pipe(
      Effect.tapErrorTag("NetworkBusy", (error) =>
        say(second, error._tag, `${error._tag} (${error.code}): again in a moment.`)),
      retryTransient(),
    );
    yield* say(second, "stopped", "Stopped at the second try.");

    const third = yield* runningCheck("it was started on the wrong branch.");
    yield* cloud.revokeTokens;
    yield* say(third, "revoked", "Its account revokes the token, without notice.");
    yield* stop(third);
    yield* say(third, "stopped", "Stopped with the new token, in the same call.");

    yield* io.err(`
The same on the real service:

  export HUAWEICLOUD_SDK_AK=... HUAWEICLOUD_SDK_SK=...   # or HW_AUTH_TOKEN=..., a token of IAM
  ${command} stop <task-id> --region cn-north-4

Credentials come from the environment, a token on standard input, ~/.huaweicloud/credentials, or
the agency of the ECS host that this runs on: see ${command} --help
`);
    return 0;
  });

/** Runs the demonstration. The exit code: 1 if anything in it went another way than it should. */
export const demonstration = (json: boolean): Effect.Effect<number, never, Io> =>
  demonstrate(json).pipe(
    Effect.provide(tokensOf),
    Effect.provide(Emulator.layer({ runDuration: "10 minutes" })),
    Effect.catchAll((error) =>
      Effect.gen(function* () {
        const io = yield* Io;
        yield* io.err(`The demonstration failed: ${error._tag}: ${error.message}`);
        return 1;
      })
    ),
  );
