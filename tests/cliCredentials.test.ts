import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/TestClock";
import { Io } from "../src/cli/Io.ts";
import { run } from "../src/cli/run.ts";
import { UsageError } from "../src/cli/UsageError.ts";
import * as Emulator from "../src/emulator/Emulator.ts";
import { settle } from "./support/cloud.ts";
import { operations, processWith, runningTask, runWith, statusOf } from "./support/cli.ts";

const inMemory = Effect.provide(Emulator.layer());

const stop = (taskId: string) => ["stop", taskId, "--region", "cn-north-4"];

const profileAt = "/home/ci/.huaweicloud/credentials";

/** A running check, and a key and a token for it. */
const scene = Effect.gen(function* () {
  const cloud = yield* Emulator.Emulator;
  const taskId = yield* runningTask;
  const { accessKey, secretKey } = yield* cloud.issueAccessKey();
  const secret = Redacted.value(secretKey);
  return {
    cloud,
    taskId,
    token: Redacted.value(yield* cloud.issueToken()),
    keys: { HUAWEICLOUD_SDK_AK: accessKey, HUAWEICLOUD_SDK_SK: secret },
    profile: `[basic]\nak = ${accessKey}\nsk = ${secret}\n`,
  };
});

/** What would be refused by the service, if it were used. */
const wrong = {
  token: "MIIWRONG",
  profile: "[basic]\nak = WRONG\nsk = WRONG\n",
};

describe("stop takes its credentials", () => {
  it.effect("from the variables of an access key, and looks at nothing else", () =>
    Effect.gen(function* () {
      const { keys, taskId } = yield* scene;
      const { code, err } = yield* runWith(stop(taskId), {
        env: keys,
        input: Effect.die("standard input was read"),
        files: { [profileAt]: wrong.profile },
      });
      expect([code, err]).toEqual([0, `stopped  ${taskId}`]);
      expect(yield* statusOf(taskId)).toBe(3);
      expect(yield* operations).toEqual(["stop"]);
    }).pipe(inMemory));

  it.effect("from a user's password, for the project of the region that is named", () =>
    Effect.gen(function* () {
      const { cloud, taskId } = yield* scene;
      const password = Redacted.make("correct horse battery staple");
      yield* cloud.createUser({ domain: "acme", name: "cli", password });
      const env = {
        HW_DOMAIN_NAME: "acme",
        HW_USER_NAME: "cli",
        HW_USER_PASSWORD: Redacted.value(password),
        HW_REGION_NAME: "eu-west-101",
      };
      expect(yield* runWith(stop(taskId), { env })).toMatchObject({ code: 0 });
      expect(yield* operations).toEqual(["token", "stop"]);
      expect((yield* cloud.requests)[0]?.host).toBe("iam.cn-north-4.myhuaweicloud.com");
    }).pipe(inMemory));

  it.effect("from standard input before the profile", () =>
    Effect.gen(function* () {
      const { taskId, token } = yield* scene;
      const files = { [profileAt]: wrong.profile };
      expect(yield* runWith(stop(taskId), { input: `${token}\n`, files })).toMatchObject({
        code: 0,
      });
    }).pipe(inMemory));

  it.effect("from the profile where standard input is empty, and asks no metadata service", () =>
    Effect.gen(function* () {
      const { profile, taskId } = yield* scene;
      const { code, err } = yield* runWith(stop(taskId), {
        input: " \n",
        files: { [profileAt]: profile },
      });
      expect([code, err]).toEqual([0, `stopped  ${taskId}`]);
      expect(yield* operations).toEqual(["stop"]);
    }).pipe(inMemory));

  it.effect("from the one variable that a runtime lets it read", () =>
    Effect.gen(function* () {
      const { taskId, token } = yield* scene;
      const hidden = new UsageError({ message: "hidden" });
      expect(yield* runWith(stop(taskId), { env: { HW_AUTH_TOKEN: token }, hidden }))
        .toMatchObject({ code: 0 });
    }).pipe(inMemory));
});

describe("stop without credentials", () => {
  it.effect("tells once what was looked for, in which order, and what to set", () =>
    Effect.gen(function* () {
      const { code, err, out } = yield* runWith([...stop("abc"), "def", "--json"]);
      expect([code, out]).toEqual([2, []]);
      expect(err).toBe(`No credentials. Looked for, in this order:
  1. environment: none of HUAWEICLOUD_SDK_AK, CLOUD_SDK_AK, HW_ACCESS_KEY, HW_AUTH_TOKEN, HW_USER_NAME is set
  2. standard input: a terminal, where no token is typed
  3. profile: there is no ${profileAt}
  4. metadata service: this host has no agency: choose one for it in the ECS console, or set a key
Set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or HW_AUTH_TOKEN, or one of the others.
See npm start -- stop --help`);
      expect(yield* operations).toEqual(["metadataToken", "securityKey"]);
    }).pipe(inMemory));

  it.effect("says where variables may not be read", () =>
    Effect.gen(function* () {
      const hidden = new UsageError({ message: "may not be read" });
      const { code, err } = yield* runWith(stop("abc"), { hidden });
      expect(code).toBe(2);
      expect(err).toContain("is set, or may be read (--allow-env)");
      expect(err).toContain(`3. profile: there is no ${profileAt}`);
    }).pipe(inMemory));
});

describe("a way that is there and of no use ends the search, and nothing is sent:", () => {
  it.effect("variables of which one is missing", () =>
    Effect.gen(function* () {
      const { code, err } = yield* runWith(stop("abc"), {
        env: { HUAWEICLOUD_SDK_AK: "QTWAEXAMPLE" },
        input: "MIIEXAMPLE",
      });
      expect(code).toBe(2);
      expect(err).toMatch(/^HUAWEICLOUD_SDK_AK is set without HUAWEICLOUD_SDK_SK: set that too/);
      expect(yield* operations).toEqual([]);
    }).pipe(inMemory));

  it.effect("standard input that cannot be read", () =>
    Effect.gen(function* () {
      const input = Effect.fail(new UsageError({ message: "Standard input cannot be read: EIO" }));
      const { code, err } = yield* runWith(stop("abc"), { input });
      expect([code, err]).toEqual([2, expect.stringContaining("EIO")]);
      expect(yield* operations).toEqual([]);
    }).pipe(inMemory));
});

describe("a pipe that nobody writes to", () => {
  it.effect("is told after two seconds, and waited for", () =>
    Effect.gen(function* () {
      const { taskId, token } = yield* scene;
      const { err, io } = processWith({ input: Effect.delay(Effect.succeed(token), "1 minute") });
      const running = yield* Effect.fork(Effect.provideService(run(stop(taskId)), Io, io));
      yield* TestClock.adjust("1999 millis");
      expect(err).toEqual([]);
      yield* TestClock.adjust("1 millis");
      yield* settle;
      expect(err).toEqual([expect.stringMatching(/^Waiting for a token on standard input/)]);
      yield* TestClock.adjust("1 minute");
      expect(yield* Fiber.join(running)).toBe(0);
      expect(err).toHaveLength(2);
    }).pipe(inMemory));
});
