import { describe, expect, it } from "@effect/vitest";
import * as FastCheck from "effect/FastCheck";
import { type Arguments, readArguments } from "../src/cli/arguments/read.ts";
import { regions } from "../src/cli/arguments/regions.ts";
import { projectIdProblem } from "../src/http/parameters.ts";
import { isTaskId } from "../src/TaskId.ts";
import { Region } from "../src/Region.ts";

const wordsOf = (read: Arguments): string =>
  read._tag === "Wrong" ? read.message : `not wrong: ${JSON.stringify(read)}`;

const project = ["--project", "0d5a24d7c14a4b8f0de1d0c5a7b3e6f1"];

describe("wrong usage says what is wrong, and which help to read:", () => {
  const cases: ReadonlyArray<readonly [ReadonlyArray<string>, string, string]> = [
    [["stop", "a", "--regio", "x"], "Unknown option '--regio'. Did you mean --region?", "stop "],
    [["stop-runing"], "Unknown command 'stop-runing'. Did you mean stop-running?", ""],
    [["help", "stpo"], 'There is no command "stpo".', ""],
    [["help", "\u001b[2Jx"], 'There is no command " [2Jx".', ""],
    [["-5\u001b[2J"], "Unknown option '-5 [2J'. An argument", ""],
    [["--a\nb\u001b[2J"], "Unknown option '--a b [2J'.", ""],
    [["--jsn", "x"], "Unknown option '--jsn'.", ""],
    [["stop", "a", "-b"], "Unknown option '-b'.", "stop "],
    [["stop", "a", "-5"], "Unknown option '-5'. An argument that begins", "stop "],
    [["stop", "-"], '"-" is no argument. Task ids on standard input: --from-file -', "stop "],
    [["stop", "a", "--region"], "Option '--region <region>' argument missing.", "stop "],
    [["stop", "a", "--region", "--json"], "--region: its value is missing.", "stop "],
    [["stop", "a", "--endpoint="], "--endpoint: empty.", "stop "],
    [["stop", "a", "--retries", "1", "--retries", "2"], "--retries: given twice.", "stop "],
    [["stop", "a", "--retries", "1.5"], '--retries: "1.5" is no number of retries', "stop "],
    [["stop", "a", "--concurrency", "0"], '--concurrency: "0" is no number of', "stop "],
    [["stop", "a", "--timeout", "30"], '--timeout: "30" is no duration', "stop "],
    [["stop", "a", "--timeout", "0s"], '--timeout: "0s" is no duration', "stop "],
    [["stop", "a", "--timeout", "1d"], '--timeout: "1d" is no duration', "stop "],
    [["stop", "a", "--retries", "-1"], '--retries: "-1" is no number of retries', "stop "],
    [["stop", "a", "--concurrency", "-.5"], '--concurrency: "-.5" is no number of', "stop "],
    [["stop", "a", "--timeout=-1s"], '--timeout: "-1s" is no duration', "stop "],
    [["list", "--project", "a/b"], '--project: "a/b" is no project id: expected 1 to', "list "],
    [["stop-running", "--project", ""], '--project: "" is no project id', "stop-running "],
    [["supersede", "a/b"], '"a/b" is no task id: expected 1 to 32 letters', "supersede "],
    [["stop-running"], "--project <id> is missing.", "stop-running "],
    [["list", "--projct", "x"], "Unknown option '--projct'. Did you mean --project?", "list "],
    [["stop", "-region=x", "a"], "Unknown option '-region=x'. Did you mean --region?", "stop "],
    [["stop", "-help"], "Unknown option '-help'. Did you mean --help?", "stop "],
    [["stop", "a", "--region", "-abc"], "--region: its value is missing.", "stop "],
    [["--json", "stop", "a"], "The options of stop come after it: npm start -- stop --json", ""],
    [["list", ...project, "x"], "Too many arguments for 'list'.", "list "],
    [["supersede"], "Missing required argument 'task-id'.", "supersede "],
    [["supersede", "a", "b"], "Too many arguments for 'supersede'.", "supersede "],
    [["status"], "Missing required argument 'task-ids'.", "status "],
    [["emulator", "x"], "Too many arguments for 'emulator'.", "emulator "],
    [["completions", "tcsh"], "Allowed choices are bash, zsh, fish.", "completions "],
  ];
  for (const [args, words, help] of cases) {
    it(args.join(" "), () => {
      const message = wordsOf(readArguments(args));
      expect(message).toContain(words);
      expect(message.split("\n").at(-1)).toBe(`See npm start -- ${help}--help`);
    });
  }
});

describe("arguments", () => {
  it("never take what begins with a minus for a task id, unless it follows --", () => {
    const text = FastCheck.string({ minLength: 1, maxLength: 12 }).map((rest) => `-${rest}`);
    FastCheck.assert(FastCheck.property(text, FastCheck.nat(2), (option, at) => {
      const args = ["abc", "def"];
      args.splice(at, 0, option);
      const read = readArguments(["stop", ...args]);
      if (read._tag !== "Asked" || read.request._tag !== "Stop") return;
      expect(read.request.taskIds.filter((id) => !isTaskId(id) && !args.includes("--")))
        .toEqual([]);
    }));
  });

  it("after -- are task ids, whatever they look like", () => {
    const read = readArguments(["stop", "a", "--", "-b", "--json", "-5"]);
    expect(read).toMatchObject({
      request: { _tag: "Stop", taskIds: ["a", "-b", "--json", "-5"], json: false },
    });
  });

  it("are read in any order, with values beside or behind an equals sign", () => {
    const read = readArguments(["stop", "--region=cn-north-4", "a", "--timeout", "1.5m", "b", "a"]);
    expect(read).toMatchObject({
      request: { region: "cn-north-4", taskIds: ["a", "b"], timeoutMillis: 90_000 },
    });
  });

  it("are the demonstration's where no command is named", () => {
    expect(readArguments([])).toMatchObject({ request: { _tag: "Demonstration", json: false } });
    expect(readArguments(["--json"])).toMatchObject({ request: { json: true } });
  });

  it("know the regions that the module knows", () => {
    expect(regions).toEqual(Region.literals);
  });
});

describe("ids", () => {
  const id = FastCheck.oneof(
    FastCheck.string({ maxLength: 34 }),
    FastCheck.stringMatching(/^[0-9A-Za-z_-]{0,34}$/),
  );

  it("of projects and tasks are wrong usage where the module takes none", () => {
    FastCheck.assert(FastCheck.property(id, (text) => {
      const list = readArguments(["list", `--project=${text}`]);
      expect(list._tag === "Asked").toBe(projectIdProblem(text) === undefined);
      const supersede = readArguments(["supersede", "--", text]);
      expect(supersede._tag === "Asked").toBe(isTaskId(text));
    }));
  });

  it("among others are left to the command, which tells of each", () => {
    expect(readArguments(["stop", "a/b", "a"])).toMatchObject({
      request: { taskIds: ["a/b", "a"] },
    });
    expect(readArguments(["status", "a/b"])).toMatchObject({ request: { taskIds: ["a/b"] } });
  });
});

describe("help", () => {
  it("of help is the program's", () => {
    for (const flag of ["--help", "-h"]) {
      expect(readArguments(["help", flag])).toEqual(readArguments(["--help"]));
    }
  });

  it("of what calls the service says where credentials come from", () => {
    for (const name of ["stop", "stop-running", "supersede", "status", "list"]) {
      expect(readArguments([name, "--help"])).toMatchObject({
        text: expect.stringContaining("Credentials come from the environment"),
      });
    }
  });

  const names = ["stop", "stop-running", "supersede", "status", "list", "emulator"];
  for (const name of [...names, "demonstration", "completions"]) {
    it(`of ${name} has examples, in no more columns than there are`, () => {
      for (const args of [[name, "--help"], ["help", name], [name, "-h"]]) {
        const read = readArguments(args, 100);
        expect(read).toMatchObject({ text: expect.stringContaining("Examples:") });
        const lines = read._tag === "Shown" ? read.text.split("\n") : [];
        expect(lines.filter((line) => line.length > 100)).toEqual([]);
      }
    });
  }
});
