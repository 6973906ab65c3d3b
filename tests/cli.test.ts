import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/TestClock";
import * as Fiber from "effect/Fiber";
import * as Emulator from "../src/emulator/Emulator.ts";
import { runningTask, runWith, statusOf } from "./support/cli.ts";

/** A running check in the emulator, and a token for it. */
const scene = Effect.gen(function* () {
  const taskId = yield* runningTask;
  const cloud = yield* Emulator.Emulator;
  const token = Redacted.value(yield* cloud.issueToken());
  return { taskId, token, env: { HW_AUTH_TOKEN: token, HW_REGION_NAME: "cn-north-4" } };
});

const nowhere = Effect.provide(Emulator.layer());

describe("stop", () => {
  it.effect("stops a task, says so to people, and exits with 0", () =>
    Effect.gen(function* () {
      const { env, taskId } = yield* scene;
      const { code, err, out } = yield* runWith(["stop", taskId], { env });
      expect({ code, err, out }).toEqual({ code: 0, err: `stopped  ${taskId}`, out: [] });
      expect(yield* statusOf(taskId)).toBe(3);
    }).pipe(nowhere));

  it.effect("takes the token from standard input where HW_AUTH_TOKEN is not set", () =>
    Effect.gen(function* () {
      const { taskId, token } = yield* scene;
      const { code } = yield* runWith(["stop", taskId, "--region", "cn-north-4"], {
        input: `${token}\n`,
      });
      expect(code).toBe(0);
    }).pipe(nowhere));

  it.effect("writes one JSON object a line for programs", () =>
    Effect.gen(function* () {
      const { env, taskId } = yield* scene;
      const { code, out } = yield* runWith(["stop", taskId, "unknown1", "--json"], { env });
      expect(code).toBe(1);
      const lines = out.map((line) => JSON.parse(line));
      expect(lines).toHaveLength(2);
      expect(lines).toContainEqual({ taskId, result: "stopped" });
      expect(lines).toContainEqual(
        expect.objectContaining({
          taskId: "unknown1",
          result: "failed",
          error: expect.objectContaining({ _tag: "TaskNotFound", retryable: false }),
        }),
      );
    }).pipe(nowhere));

  it.effect("exits with 1 when one of several tasks did not stop, and stops the others", () =>
    Effect.gen(function* () {
      const { env, taskId } = yield* scene;
      const { code, err } = yield* runWith(["stop", "a/b", taskId], { env });
      expect(code).toBe(1);
      expect(err).toContain(`stopped  ${taskId}`);
      expect(err).toContain("failed   a/b  InvalidTaskId");
    }).pipe(nowhere));

  it.effect("stops a task once that is named twice", () =>
    Effect.gen(function* () {
      const { env, taskId } = yield* scene;
      yield* runWith(["stop", taskId, taskId], { env });
      const cloud = yield* Emulator.Emulator;
      expect(yield* cloud.requests).toHaveLength(1);
    }).pipe(nowhere));

  it.effect("never shows the token", () =>
    Effect.gen(function* () {
      const { env, taskId, token } = yield* scene;
      const { err, out } = yield* runWith(["stop", taskId, "unknown1", "--json"], { env });
      expect(err + out.join("")).not.toContain(token.slice(0, 24));
    }).pipe(nowhere));
});

describe("wrong usage", () => {
  const cases: ReadonlyArray<readonly [string, ReadonlyArray<string>, RegExp]> = [
    [
      "a mistyped option",
      ["stop", "--regoin", "cn-north-4", "abc"],
      /Unknown option '--regoin'. Did you mean --region/,
    ],
    ["a mistyped command", ["stpo", "abc"], /Unknown command 'stpo'. Did you mean stop/],
    ["no task id", ["stop", "--region", "cn-north-4"], /at least one task id/],
    ["an unknown region", ["stop", "abc", "--region", "cn-north-9"], /cn-north-9.*cn-north-4/],
    ["no region", ["stop", "abc"], /--region or --endpoint/],
    ["a token as an option", ["stop", "abc", "--token", "x"], /Unknown option '--token'/],
    [
      "an option of another command",
      ["emulator", "--region", "cn-north-4"],
      /Unknown option '--region'/,
    ],
    ["an endpoint that is none", ["stop", "abc", "--endpoint", "here"], /--endpoint: "here" .*URL/],
    [
      "an endpoint without TLS",
      ["list", "--project", "abc", "--endpoint", "http://a.example"],
      /--endpoint: "http:\/\/a.example" cannot be called: .*https only.*\nGive an address/,
    ],
    [
      "an endpoint with a password, which is not shown",
      ["status", "abc", "--endpoint", "https://ci:s3cret@a.example"],
      /^--endpoint: "https:\/\/<redacted>@a.example" cannot be called/,
    ],
    ["a project id that is none", ["list", "--project", "a/b"], /"a\/b" is no project id/],
    ["a task id that is none, alone", ["supersede", "a/b"], /"a\/b" is no task id/],
    ["a port that is none", ["emulator", "--port", "http"], /"http" is no port/],
    ["a port out of range", ["emulator", "--port", "65536"], /"65536" is no port/],
    ["an option without its value", ["stop", "abc", "--region"], /--region/],
  ];
  for (const [name, args, message] of cases) {
    it.effect(`is ${name}: exit code 2, a reason, nothing sent`, () =>
      Effect.gen(function* () {
        const { code, err, out } = yield* runWith(args);
        expect(code).toBe(2);
        expect(err).toMatch(message);
        expect(err).toContain("--help");
        expect(out).toEqual([]);
        const cloud = yield* Emulator.Emulator;
        expect(yield* cloud.requests).toEqual([]);
      }).pipe(nowhere));
  }
});

describe("wrong usage that the arguments do not show", () => {
  it.effect("names the variable, and the help of the command", () =>
    Effect.gen(function* () {
      const { code, err } = yield* runWith(["stop-running", "--project", "a"], {
        env: { HW_AUTH_TOKEN: "MII", HW_REGION_NAME: "here" },
      });
      expect(code).toBe(2);
      expect(err).toMatch(/^HW_REGION_NAME: "here" is no region that is known: /);
      expect(err).toMatch(/^See npm start -- stop-running --help$/m);
    }).pipe(nowhere));
});

describe("the demonstration", () => {
  it.effect("stops three checks: at once, after a busy reply, with a renewed token", () =>
    Effect.gen(function* () {
      const fiber = yield* Effect.fork(runWith(["--json"]));
      // Replies come in later turns of the host, however far the clock is.
      const turn = Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 1)));
      yield* Effect.zipRight(turn, TestClock.adjust("100 millis")).pipe(
        Effect.repeat({ until: () => fiber.unsafePoll() !== null }),
      );
      const { code, err, out } = yield* Fiber.join(fiber);
      expect(code).toBe(0);
      expect(out.map((line) => JSON.parse(line)).map(({ event, state }) => `${event} ${state}`))
        .toEqual([
          "running running",
          "stopped stopped",
          "running running",
          "NetworkBusy running",
          "stopped stopped",
          "running running",
          "revoked running",
          "AuthExpired running",
          "renewed running",
          "stopped stopped",
        ]);
      const cloud = yield* Emulator.Emulator;
      expect(yield* cloud.requests).toEqual([]);
      expect(err + out.join("")).not.toContain("correct horse");
      expect(err).toContain("npm start -- stop <task-id> --region");
    }).pipe(Effect.provide(Layer.empty), nowhere));
});

describe("help", () => {
  it.effect("goes to standard output, with exit code 0", () =>
    Effect.gen(function* () {
      const { code, out } = yield* runWith(["stop", "--help"]);
      expect(code).toBe(0);
      expect(out.join("\n")).toContain("Exit codes");
    }).pipe(nowhere));

  it.effect("shows no line of more than 100 characters", () =>
    Effect.gen(function* () {
      const { out } = yield* runWith(["--help"]);
      expect(out.join("\n").split("\n").filter((line) => line.length > 100)).toEqual([]);
    }).pipe(nowhere));
});
