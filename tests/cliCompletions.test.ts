/**
 * What shells complete, asked of the shells themselves where there is one.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { regions } from "../src/cli/arguments/regions.ts";
import { bash, fish, has, named, script, zsh } from "./support/completions.ts";
import { shellWords, unclosed } from "./support/shellSyntax.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "completions-"));
  writeFileSync(join(folder, "ids.txt"), "");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!has("bash"))(named("bash"), () => {
  it("commands", () => {
    expect(bash("st")).toEqual(["stop", "stop-running", "status"]);
    expect(bash("")).toEqual(expect.arrayContaining(["list", "help", "--version"]));
  });

  it("the options of the command, and of no other", () => {
    expect(bash("stop", "abc", "--c")).toEqual(["--confirm", "--concurrency"]);
    expect(bash("list", "--p")).toEqual(["--project"]);
    expect(bash("emulator", "--re")).toEqual([]);
  });

  it("regions, behind an equals sign as well", () => {
    expect(bash("stop", "--region", "cn-north")).toEqual(["cn-north-4", "cn-north-1"]);
    expect(bash("stop", "--region", "=", "eu")).toEqual(["eu-west-101"]);
    expect(bash("stop", "--region", "=")).toEqual(regions);
  });

  it("shells, and the commands that there is help of, once", () => {
    expect(bash("completions", "f")).toEqual(["fish"]);
    expect(bash("help", "sup")).toEqual(["supersede"]);
    expect(bash("help", "stop", "")).toEqual([]);
  });

  it("files for --from-file, and none for task ids and other values", () => {
    expect(bash("stop", "--from-file", "")).toEqual(["a-file"]);
    expect(bash("stop", "a")).toEqual([]);
    expect(bash("stop", "--timeout", "")).toEqual([]);
  });

  it("no option after --", () => {
    expect(bash("stop", "--", "--c")).toEqual([]);
  });
});

describe.skipIf(!has("zsh"))(named("zsh"), () => {
  it("commands, and says what they do", () => {
    expect(zsh("codearts-check sup")).toEqual([
      "supersede | stops what runs of a task, waits for its end, and runs the task again",
    ]);
  });

  it("the options of the command, and of no other, and says what they do", () => {
    expect(zsh("codearts-check list --re")).toEqual([
      "--region | where the tasks are; default: HW_REGION_NAME",
      "--retries | attempts beyond the first, where the failure may pass (default: 4)",
    ]);
    expect(zsh("codearts-check emulator --re")).toEqual([]);
  });

  it("regions, behind an equals sign as well", () => {
    expect(zsh("codearts-check stop --region cn-n")).toEqual(["cn-north-4 | ", "cn-north-1 | "]);
    expect(zsh("codearts-check stop --region=eu")).toEqual(["eu-west-101 | "]);
  });

  it("shells, and the commands that there is help of, once", () => {
    expect(zsh("codearts-check completions f")).toEqual(["fish | "]);
    expect(zsh("codearts-check help sup")).toEqual(["supersede | "]);
    expect(zsh("codearts-check help stop ")).toEqual([]);
  });

  it("files for --from-file, and none for task ids and other values", () => {
    expect(zsh(`codearts-check stop --from-file ${folder}/`)).toEqual(["ids.txt | "]);
    expect(zsh(`codearts-check stop ${folder}/`)).toEqual([]);
    expect(zsh(`codearts-check stop --timeout ${folder}/`)).toEqual([]);
  });

  it("no option after --", () => {
    expect(zsh("codearts-check stop -- --c")).toEqual([]);
  });

  it("at the first press of the key from a file that it loads by itself", () => {
    writeFileSync(join(folder, "_codearts-check"), script("zsh"));
    const load = `fpath=(${folder} $fpath); compinit -D -u`;
    expect(zsh("codearts-check sup", load)).toEqual([expect.stringMatching(/^supersede/)]);
  });
});

describe.skipIf(!has("fish"))(named("fish"), () => {
  it("commands, and says what they do", () => {
    expect(fish("codearts-check sup")).toEqual([
      "supersede\tstops what runs of a task, waits for its end, and runs the task again",
    ]);
  });

  it("the options of the command, and of no other, and says what they do", () => {
    expect(fish("codearts-check list --re")).toEqual([
      "--region\twhere the tasks are; default: HW_REGION_NAME",
      "--retries\tattempts beyond the first, where the failure may pass (default: 4)",
    ]);
    expect(fish("codearts-check emulator --re")).toEqual([]);
  });

  it("regions, behind an equals sign as well", () => {
    const found = fish("codearts-check stop --region cn-n").map((line) => line.split("\t")[0]);
    expect(found).toEqual(["cn-north-1", "cn-north-4"]);
    expect(fish("codearts-check stop --region=eu")).toEqual([
      expect.stringMatching(/^--region=eu-west-101\t/),
    ]);
  });

  it("shells, and the commands that there is help of, once", () => {
    expect(fish("codearts-check completions f")).toEqual(["fish"]);
    expect(fish("codearts-check help sup")).toEqual(["supersede"]);
    expect(fish("codearts-check help stop ")).toEqual([]);
    expect(fish("codearts-check help stop --r")).toEqual([]);
  });

  it("files for --from-file, and none for task ids and other values", () => {
    expect(fish(`codearts-check stop --from-file ${folder}/ids`)).toEqual([
      expect.stringContaining(`${folder}/ids.txt`),
    ]);
    expect(fish(`codearts-check stop ${folder}/`)).toEqual([]);
    expect(fish(`codearts-check stop --timeout ${folder}/`)).toEqual([]);
  });

  it("no option after --", () => {
    expect(fish("codearts-check stop -- --c")).toEqual([]);
  });
});

/** The lines of a script with what a line ends in `\` continued. */
const linesOf = (shell: string): ReadonlyArray<string> =>
  script(shell).replaceAll("\\\n", " ").split("\n");

describe("without the shell, completions", () => {
  for (const shell of ["bash", "zsh", "fish"]) {
    it(`close what they open: ${shell}`, () => {
      expect(unclosed(script(shell))).toEqual([]);
    });

    it(`have each command and option: ${shell}`, () => {
      const text = script(shell);
      const dashes = shell === "fish" ? "-l " : "--";
      for (const command of ["stop-running", "completions", "help", "demonstration"]) {
        expect(text).toContain(command);
      }
      for (const option of ["from-file", "dry-run", "watch", "port", "no-color", "version"]) {
        expect(text).toContain(dashes + option);
      }
    });
  }

  it("are options, texts and values as zsh's _arguments reads them", () => {
    const specs = linesOf("zsh").map(shellWords).filter(([name]) => name === "_arguments")
      .flatMap((words) => words.slice(2)).filter((word) => word !== ";;");
    const told = String.raw`\[(?:[^[\]:\\]|\\.)+\]`;
    const spec = new RegExp(
      `^(?:(?:\\(- \\*\\))?--?[a-z-]+${told}|--[a-z-]+=${told}:[a-z]+:(?: |_files|\\([\\w -]+\\))` +
        `|\\*?:[a-z-]+:(?: |\\([\\w -]+\\)))$`,
    );
    expect(specs.length).toBeGreaterThan(60);
    expect(specs.filter((each) => !spec.test(each))).toEqual([]);
  });

  it("are lines as fish's complete reads them", () => {
    const lines = linesOf("fish").map(shellWords).filter(([name]) => name === "complete");
    expect(lines.length).toBeGreaterThan(60);
    const alone = ["-f", "-F", "-r", "-x"];
    for (const line of lines) {
      const given = new Map<string, string>();
      for (const words = line.slice(1); words.length > 0;) {
        const flag = words.shift() ?? "";
        given.set(flag, alone.includes(flag) ? "" : words.shift() ?? "nothing");
      }
      const { "-c": program, "-l": long = "a", "-n": condition, ...others } = Object.fromEntries(
        given,
      );
      expect(program).toBe("codearts-check");
      expect(long).toMatch(/^[a-z-]+$/);
      expect(Object.keys(others).filter((flag) => !/^-[fFrxads]$/.test(flag))).toEqual([]);
      expect(condition ?? "test (__codearts_check_words) -eq 1").toMatch(
        /^(?:__codearts_check_in [a-z-]+(?:; and |$))?(?:test \(__codearts_check_words\) -eq [12])?$/,
      );
    }
  });
});
