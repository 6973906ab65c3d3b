/**
 * What a person sees in a terminal: a real process in a pseudo-terminal, on an emulated cloud.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Option from "effect/Option";
import * as Redacted from "effect/Redacted";
import * as Scope from "effect/Scope";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as Emulator from "@codearts/check/emulator";
import { root } from "../gate/project.ts";
import { ctrlC, inTerminal, main } from "./terminal.ts";

const project = "0d5a24d7c14a4b8f0de1d0c5a7b3e6f1";

interface Cloud {
  readonly cloud: Emulator.Emulator;
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
}

const scope = Effect.runSync(Scope.make());

/** A cloud that takes its time for a stop. */
const cloudWith = (stopDuration: `${number} millis`): Promise<Cloud> =>
  Effect.runPromise(Effect.gen(function* () {
    const cloud = yield* Emulator.make({ runDuration: "1 hour", stopDuration });
    yield* cloud.createProject({ projectId: project });
    const { url } = yield* Scope.extend(Emulator.serve(cloud), scope);
    const token = Redacted.value(yield* cloud.issueToken());
    return { cloud, url, env: { HW_AUTH_TOKEN: token } };
  }));

const runningTasks = ({ cloud }: Cloud, count: number): Promise<ReadonlyArray<string>> =>
  Effect.runPromise(Effect.replicateEffect(
    Effect.gen(function* () {
      const { taskId } = yield* cloud.createTask({
        projectId: project,
        name: "代码检查".repeat(6),
      });
      yield* cloud.startRun(taskId);
      return taskId;
    }),
    count,
  ));

/** Those that run still, or are gone. */
const stillRunning = ({ cloud }: Cloud, ids: ReadonlyArray<string>): ReadonlyArray<string> =>
  ids.filter((id) => Option.getOrThrow(Effect.runSync(cloud.task(id))).status === 0);

let fast: Cloud;
let slow: Cloud;
let folder: string;
let file: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "terminal-"));
  fast = await cloudWith("150 millis");
  slow = await cloudWith("8000 millis");
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await Effect.runPromise(Scope.close(scope, Exit.void));
});

beforeEach(() => {
  file = join(folder, `${Math.random()}.txt`);
});

const write = (ids: ReadonlyArray<string>): void => writeFileSync(file, ids.join("\n"));

const columnsOf = (line: string): number =>
  [...line].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0);

/** What was drawn, each state of the line by itself, without colours. */
const linesOf = (seen: string): ReadonlyArray<string> =>
  stripVTControlCharacters(seen).split(/[\r\n]+/).filter((line) => line !== "");

describe("in a terminal", () => {
  it("stop draws a bar, the rate and the time that is left, in colours, and sums up", async () => {
    write(await runningTasks(fast, 40));
    const terminal = inTerminal(
      `${main} stop --from-file ${file} --endpoint ${fast.url} --concurrency 4`,
      fast,
    );
    expect(await terminal.ended).toBe(0);
    const seen = terminal.seen();
    expect(seen).toMatch(/█+.*░+.* \d+\/40 {2}\d+(?:\.\d)?\/s {2}\d s left/);
    expect(seen).toContain("\u001b[32m");
    expect(linesOf(seen).at(-1)).toMatch(/^40 stopped in \d+ s$/);
  }, 60_000);

  it("stop keeps to 40 columns, and to NO_COLOR", async () => {
    write([...await runningTasks(fast, 24), "gone1", "gone2"]);
    const terminal = inTerminal(
      `${main} stop --from-file ${file} --endpoint ${fast.url} --concurrency 4`,
      { columns: 40, env: { ...fast.env, NO_COLOR: "1" } },
    );
    expect(await terminal.ended).toBe(1);
    const seen = terminal.seen();
    // deno-lint-ignore no-control-regex
    expect(seen).not.toMatch(/\u001b\[[\d;]*m/);
    const drawn = linesOf(seen).filter((line) => /\d+\/26/.test(line));
    expect(drawn.length).toBeGreaterThan(3);
    expect(drawn.filter((line) => columnsOf(line) > 39)).toEqual([]);
  }, 60_000);

  it("list is as wide as the terminal, Chinese counted double", async () => {
    await runningTasks(fast, 1);
    const terminal = inTerminal(
      `${main} list --project ${project} --endpoint ${fast.url}`,
      { columns: 60, env: fast.env },
    );
    expect(await terminal.ended).toBe(0);
    const lines = linesOf(terminal.seen());
    expect(lines[0]).toMatch(/^TASK +NAME/);
    expect(lines.some((line) => /代码.*…/.test(line))).toBe(true);
    expect(lines.filter((line) => columnsOf(line) > 60)).toEqual([]);
  }, 60_000);
});

describe("Ctrl-C", () => {
  it("once lets what is under way end, and prints the rest for --from-file", async () => {
    const ids = await runningTasks(fast, 60);
    write(ids);
    const left = join(folder, "left.txt");
    const stop = `${main} stop --endpoint ${fast.url} --concurrency 4 --from-file`;
    const terminal = inTerminal(`${stop} ${file} > ${left}`, fast);
    await terminal.sees(/ [1-9]\d*\/60/);
    terminal.type(ctrlC);
    expect(await terminal.ended).toBe(130);
    expect(terminal.seen()).toContain(
      "Interrupted: finishing 4 stops; Ctrl-C again to end at once.",
    );
    const [head, ...rest] = readFileSync(left, "utf8").trimEnd().split("\n");
    expect(head).toMatch(/^# Interrupted: these are left\./);
    expect(rest.length).toBeGreaterThan(0);
    expect([...rest].sort()).toEqual([...stillRunning(fast, ids)].sort());
    expect(await inTerminal(`${stop} ${left}`, fast).ended).toBe(0);
    expect(stillRunning(fast, ids)).toEqual([]);
  }, 60_000);

  it("twice ends at once", async () => {
    const ids = await runningTasks(slow, 4);
    const terminal = inTerminal(`${main} stop ${ids.join(" ")} --endpoint ${slow.url}`, slow);
    await terminal.sees(/0\/4/);
    await sleep(500);
    terminal.type(ctrlC);
    await terminal.sees(/finishing 4 stops/);
    await sleep(400);
    const pressed = performance.now();
    terminal.type(ctrlC);
    expect(await terminal.ended).toBe(130);
    expect(performance.now() - pressed).toBeLessThan(4_000);
  }, 60_000);

  it("once is once through npm, which passes on what the terminal has sent already", async () => {
    const ids = await runningTasks(fast, 40);
    write(ids);
    const terminal = inTerminal(
      `npm start --silent -- stop --from-file ${file} --endpoint ${fast.url} --concurrency 2`,
      fast,
    );
    await terminal.sees(/ [1-9]\d*\/40/);
    terminal.type(ctrlC);
    await terminal.ended;
    expect(terminal.seen()).toContain("# Interrupted: these are left.");
    expect(linesOf(terminal.seen()).at(-1)).toMatch(/^\d+ stopped, \d+ left in \d+ s$/);
  }, 60_000);

  it("ends status --watch", async () => {
    const [id] = await runningTasks(fast, 1);
    const terminal = inTerminal(`${main} status ${id} --watch --endpoint ${fast.url}`, fast);
    await terminal.sees(/Running/);
    terminal.type(ctrlC);
    expect(await terminal.ended).toBe(130);
  }, 60_000);
});

describe("a pipe", () => {
  it("that is closed ends the program without a word", async () => {
    await runningTasks(fast, 50);
    const args = ["--import", "tsx", "src/main.ts", "list", "--json", "--project", project];
    const child = spawn(process.execPath, [...args, "--endpoint", fast.url], {
      cwd: root,
      env: { PATH: process.env["PATH"], ...fast.env },
    });
    let err = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => void (err += text));
    child.stdout.destroy();
    const [code] = await once(child, "close");
    expect([code, err]).toEqual([0, ""]);
  }, 60_000);

  it("that sends SIGTERM is heard as Ctrl-C is, once where it is passed on again", async () => {
    const ids = await runningTasks(fast, 40);
    const args = ["--import", "tsx", "src/main.ts", "stop", "--concurrency", "2", ...ids];
    const child = spawn(process.execPath, [...args, "--endpoint", fast.url], {
      cwd: root,
      env: { PATH: process.env["PATH"], ...fast.env },
    });
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => void (out += text));
    let isAsked = false;
    child.stderr.on("data", () => {
      if (!isAsked) {
        child.kill("SIGTERM");
        setTimeout(() => child.kill("SIGTERM"), 40);
      }
      isAsked = true;
    });
    const [code] = await once(child, "close");
    expect(code).toBe(143);
    const left = out.trimEnd().split("\n").slice(1);
    expect([...left].sort()).toEqual([...stillRunning(fast, ids)].sort());
  }, 60_000);
});
