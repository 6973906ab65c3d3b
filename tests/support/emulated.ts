/**
 * A program on an emulated cloud, in simulated time.
 *
 * @module
 */
import type * as HttpClient from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Layer from "effect/Layer";
import * as TestClock from "effect/TestClock";
import * as Emulator from "@codearts/check/emulator";
import { StaticToken, type TokenService } from "../../mod.ts";

/** A cloud, and the client and token for it. */
export interface Emulated {
  readonly cloud: Emulator.Emulator;
  readonly live: Layer.Layer<HttpClient.HttpClient | TokenService>;
}

/** A new cloud, with a token that is good for a month. */
export const emulate = (options?: Emulator.Options): Effect.Effect<Emulated> =>
  Effect.gen(function* () {
    const cloud = yield* Emulator.make({ runDuration: "1 hour", ...options });
    const token = yield* cloud.issueToken({ validFor: "30 days" });
    const client = Layer.provide(Emulator.clientLayer, Layer.succeed(Emulator.Emulator, cloud));
    return { cloud, live: Layer.merge(client, StaticToken.layer(token)) };
  });

/** A task that runs. */
export const runningTask = (
  { cloud }: Emulated,
  options?: Emulator.NewTask,
): Effect.Effect<string, Emulator.EmulatorError> =>
  Effect.gen(function* () {
    const { taskId } = yield* cloud.createTask(options);
    yield* cloud.startRun(taskId);
    return taskId;
  });

/** Lets promises have their turns, which the clock knows nothing of. */
export const turns: Effect.Effect<void> = Effect.promise(async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
});

/** Runs a program while the clock goes on, in steps of so long. */
export const inTime = <A, E, R>(
  program: Effect.Effect<A, E, R>,
  step: `${number} millis` | `${number} seconds` = "100 millis",
): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    const fiber = yield* Effect.fork(program);
    for (let steps = 0; fiber.unsafePoll() === null && steps < 10_000; steps++) {
      yield* turns;
      if (fiber.unsafePoll() === null) yield* TestClock.adjust(step);
    }
    return yield* Fiber.join(fiber);
  });
