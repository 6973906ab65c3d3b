/**
 * Where the command line finds its credentials as a real process: files, modes and pipes.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Option from "effect/Option";
import * as Redacted from "effect/Redacted";
import * as Scope from "effect/Scope";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as Emulator from "../src/emulator/Emulator.ts";
import { root } from "./gate/project.ts";
import { runningTask } from "./support/cli.ts";

const scope = Effect.runSync(Scope.make());
let cloud: Emulator.Emulator;
let url: string;
let home: string;
let taskId: string;

beforeAll(async () => {
  cloud = await Effect.runPromise(Emulator.make());
  url = (await Effect.runPromise(Scope.extend(Emulator.serve(cloud), scope))).url;
  home = mkdtempSync(join(tmpdir(), "home-"));
  mkdirSync(join(home, ".huaweicloud"));
});

afterAll(async () => {
  rmSync(home, { recursive: true, force: true });
  await Effect.runPromise(Scope.close(scope, Exit.void));
});

beforeEach(async () => {
  taskId = await Effect.runPromise(Effect.provideService(runningTask, Emulator.Emulator, cloud));
});

interface Ended {
  readonly code: number | null;
  readonly err: string;
}

/** Runs `stop` with this home folder, on what is written to its standard input. */
const stop = (
  write: (input: NodeJS.WritableStream, said: (words: RegExp) => Promise<void>) => void,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const { PATH } = process.env;
    const args = ["--import", "tsx", "src/main.ts", "stop", taskId, "--endpoint", url];
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { PATH, HOME: home, ...env },
      timeout: 60_000,
      killSignal: "SIGKILL",
    });
    let err = "";
    let heard = (): void => {};
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
      heard();
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, err }));
    // Who stops before reading all closes the pipe.
    child.stdin.on("error", () => {});
    write(child.stdin, (words) =>
      new Promise((done) => {
        heard = () => words.test(err) && done();
        heard();
      }));
  });

const closed = (input: NodeJS.WritableStream): void => void input.end();

/** A profile with a key that the cloud knows. */
const writeProfile = async (mode: number): Promise<string> => {
  const { accessKey, secretKey } = await Effect.runPromise(cloud.issueAccessKey());
  const path = join(home, ".huaweicloud/credentials");
  rmSync(path, { force: true, recursive: true });
  writeFileSync(path, `[basic]\nak=${accessKey}\nsk=${Redacted.value(secretKey)}\n`, { mode });
  return path;
};

describe("the command line as a process", () => {
  it("uses the profile of its user's home folder", async () => {
    await writeProfile(0o600);
    expect(await stop(closed)).toEqual({ code: 0, err: `stopped  ${taskId}\n` });
  }, 60_000);

  it("warns of a profile that others may read", async () => {
    const path = await writeProfile(0o644);
    const { code, err } = await stop(closed);
    expect([code, err.split("\n")[0]]).toEqual([
      0,
      `warning: ${path} is not for its owner alone: run chmod 600 on it.`,
    ]);
  }, 60_000);

  it("names a profile that cannot be read, and what to do", async () => {
    const { code, err } = await stop(closed, { HUAWEICLOUD_SDK_CREDENTIALS_FILE: home });
    expect([code, err]).toEqual([2, expect.stringMatching(/^\S+ cannot be read \(EISDIR\): make/)]);
  }, 60_000);

  it("does not read a file without end", async () => {
    const { code, err } = await stop(closed, { HUAWEICLOUD_SDK_CREDENTIALS_FILE: "/dev/zero" });
    expect([code, err]).toEqual([2, expect.stringContaining("it has more than 256 KiB")]);
  }, 60_000);

  it("waits for the token of a pipe, and says so after two seconds", async () => {
    const token = Redacted.value(await Effect.runPromise(cloud.issueToken()));
    const { code, err } = await stop(async (input, said) => {
      await said(/Waiting for a token on standard input/);
      input.end(token);
    });
    expect([code, err.split("\n")]).toEqual([
      0,
      [expect.stringMatching(/^Waiting/), `stopped  ${taskId}`, ""],
    ]);
  }, 60_000);

  it("does not wait for a pipe while the environment has a token", async () => {
    const token = Redacted.value(await Effect.runPromise(cloud.issueToken()));
    const open = (): void => {};
    expect(await stop(open, { HW_AUTH_TOKEN: token })).toEqual({
      code: 0,
      err: `stopped  ${taskId}\n`,
    });
  }, 60_000);
});

/** Runs a line of a shell in which `stop` stops the task, and tells programs of it. */
const inShell = (line: string, token: string): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const stop = `"${process.execPath}" --import tsx src/main.ts stop ${taskId} --json ` +
      `--endpoint ${url}`;
    const child = spawn("/bin/sh", ["-c", line.replace("stop", stop)], {
      cwd: root,
      env: { PATH: process.env["PATH"], HOME: home, HW_AUTH_TOKEN: token },
      stdio: ["ignore", "ignore", "pipe"],
      timeout: 60_000,
      killSignal: "SIGKILL",
    });
    let err = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => void (err += text));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, err }));
  });

describe("standard output", () => {
  const stateOf = () => Option.getOrThrow(Effect.runSync(cloud.task(taskId))).status;
  const newToken = async () => Redacted.value(await Effect.runPromise(cloud.issueToken()));

  it(
    "that nobody reads any more does not keep a stop from its end, nor change its code",
    async () => {
      const { err } = await inShell(
        "{ sleep 1; stop gone1 gone2; echo $? >&2; } | :",
        await newToken(),
      );
      expect(err).toBe("1\n");
      expect(stateOf()).toBe(3);
    },
    60_000,
  );

  it.skipIf(!existsSync("/dev/full"))("that is full is told, with exit code 1", async () => {
    expect(await inShell("stop > /dev/full", await newToken())).toEqual({
      code: 1,
      err: "Standard output cannot be written (ENOSPC).\n",
    });
  }, 60_000);
});
