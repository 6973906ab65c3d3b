import { describe, expect, it } from "@effect/vitest";
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/TestClock";
import { Io } from "../src/cli/Io.ts";
import { run } from "../src/cli/run.ts";
import * as Emulator from "../src/emulator/Emulator.ts";
import { processWith, runningTask, runWith, statusOf } from "./support/cli.ts";
import { inTime, turns } from "./support/emulated.ts";

/** A stop takes two seconds. */
const slow = Effect.provide(Emulator.layer({ runDuration: "1 hour", stopDuration: "2 seconds" }));

/** Runs the command line on so many checks, and interrupts it while the fifth and the sixth are under way. */
const interrupted = (count: number, args: ReadonlyArray<string>, code: number) =>
  Effect.gen(function* () {
    const cloud = yield* Emulator.Emulator;
    const ids = yield* Effect.replicateEffect(runningTask, count);
    const token = Redacted.value(yield* cloud.issueToken());
    const env = { HW_AUTH_TOKEN: token, HW_REGION_NAME: "cn-north-4" };
    const signal = yield* Deferred.make<number>();
    const { err, io, out } = processWith({
      env,
      files: { "ids.txt": ids.join("\n") },
      signal: Deferred.await(signal),
    });
    const fiber = yield* Effect.fork(Effect.provideService(run(args), Io, io));
    // A request is on record when it was answered. Loading the command takes turns of the host.
    yield* turns.pipe(
      Effect.zipRight(TestClock.adjust("500 millis")),
      Effect.zipRight(cloud.requests),
      Effect.repeat({ until: ({ length }) => length >= 4 }),
    );
    yield* turns;
    yield* TestClock.adjust("1 seconds");
    yield* Deferred.succeed(signal, code);
    const exit = yield* inTime(Fiber.join(fiber));
    const states = yield* Effect.forEach(ids, statusOf);
    const running = ids.filter((_, index) => states[index] === 0);
    return { env, err, exit, ids, out, running };
  });

const stop = ["stop", "--from-file", "ids.txt", "--concurrency", "2"];

describe("stop, when it is interrupted,", () => {
  it.effect("finishes what is under way, and prints the rest as --from-file takes it", () =>
    Effect.gen(function* () {
      const { env, err, exit, out, running } = yield* interrupted(10, stop, 130);
      expect(exit).toBe(130);
      expect(err[0]).toBe("Interrupted: finishing 2 stops; Ctrl-C again to end at once.");
      expect(err.at(-1)).toMatch(/^6 stopped, 4 left in \d s$/);
      expect(out[0]).toMatch(/^# Interrupted: these are left\. To go on, .* stop --from-file/);
      const text = out.join("\n");
      expect(text.split("\n").slice(1).sort()).toEqual([...running].sort());
      const again = yield* inTime(
        runWith(["stop", "--from-file", "left.txt"], { env, files: { "left.txt": text } }),
      );
      expect([again.code, again.err]).toEqual([0, expect.stringMatching(/^4 stopped in/)]);
    }).pipe(slow));

  it.effect("tells programs of each task, and nothing but JSON", () =>
    Effect.gen(function* () {
      const { exit, ids, out } = yield* interrupted(10, [...stop, "--json"], 143);
      expect(exit).toBe(143);
      const told = out.map((line) => JSON.parse(line));
      expect(told.map(({ taskId }) => taskId).sort()).toEqual([...ids].sort());
      expect(told.filter(({ result }) => result === "stopped")).toHaveLength(6);
      expect(told.filter(({ error }) => error?._tag === "NotAttempted")).toHaveLength(4);
    }).pipe(slow));

  it.effect("prints no list where nothing is left", () =>
    Effect.gen(function* () {
      const { exit, out, running } = yield* interrupted(6, stop, 130);
      expect([exit, out, running]).toEqual([130, [], []]);
    }).pipe(slow));
});

describe("a signal", () => {
  it.effect("ends the wait for a token on standard input", () =>
    Effect.gen(function* () {
      const { code, out } = yield* runWith(["stop", "abc", "--region", "cn-north-4"], {
        input: Effect.never,
        signal: Effect.succeed(130),
      });
      expect([code, out]).toEqual([130, []]);
    }).pipe(slow));

  it.effect("ends status --watch", () =>
    Effect.gen(function* () {
      const id = yield* runningTask;
      const token = Redacted.value(yield* (yield* Emulator.Emulator).issueToken());
      const ran = yield* inTime(
        runWith(["status", id, "--watch"], {
          env: { HW_AUTH_TOKEN: token, HW_REGION_NAME: "cn-north-4" },
          signal: Effect.delay(Effect.succeed(143), "1 minute"),
        }),
        "1 seconds",
      );
      expect([ran.code, ran.out[0]]).toEqual([143, expect.stringContaining(`${id}  Running`)]);
    }).pipe(slow));
});
