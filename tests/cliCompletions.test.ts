/**
 * What shells complete, asked of the shells themselves where there is one.
 */
import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { readArguments } from "../src/cli/arguments/read.ts";

const script = (shell: string): string => {
  const read = readArguments(["completions", shell]);
  return read._tag === "Shown" ? read.text : `none: ${read._tag}`;
};

const has = (shell: string): boolean => spawnSync(shell, ["-c", "exit 0"]).status === 0;

/** What bash proposes for the last of the words. */
const bash = (...words: ReadonlyArray<string>): ReadonlyArray<string> => {
  const line = ["codearts-check", ...words].map((word) => `'${word}'`).join(" ");
  const { status, stderr, stdout } = spawnSync("bash", [
    "--norc",
    "-c",
    `${script("bash")}
complete -p codearts-check >&2
COMP_WORDS=(${line}); COMP_CWORD=${words.length}
_codearts_check codearts-check
printf '%s\\n' "\${COMPREPLY[@]}"`,
  ], { encoding: "utf8" });
  expect([status, stderr]).toEqual([
    0,
    expect.stringContaining("complete -F _codearts_check codearts-check"),
  ]);
  return stdout.split("\n").filter((word) => word !== "");
};

describe.skipIf(!has("bash"))("bash completes", () => {
  it("commands", () => {
    expect(bash("st")).toEqual(["stop", "stop-running", "status"]);
    expect(bash("")).toEqual(expect.arrayContaining(["list", "help", "--version"]));
  });

  it("the options of the command, and of no other", () => {
    expect(bash("stop", "abc", "--c")).toEqual(["--confirm", "--concurrency"]);
    expect(bash("list", "--p")).toEqual(["--project"]);
    expect(bash("emulator", "--re")).toEqual([]);
  });

  it("regions, shells, and the commands that there is help of", () => {
    expect(bash("stop", "--region", "cn-north")).toEqual(["cn-north-4", "cn-north-1"]);
    expect(bash("completions", "f")).toEqual(["fish"]);
    expect(bash("help", "sup")).toEqual(["supersede"]);
  });

  it("nothing in the place of another value", () => {
    expect(bash("stop", "--timeout", "")).toEqual([]);
  });
});

describe.skipIf(!has("zsh"))("zsh", () => {
  it("reads its completions", () => {
    const text = `autoload -U compinit; compinit -D; ${
      script("zsh")
    }\necho \${_comps[codearts-check]}`;
    expect(spawnSync("zsh", ["-f", "-c", text], { encoding: "utf8" }).stdout)
      .toBe("_codearts_check\n");
  });
});

describe.skipIf(!has("fish"))("fish", () => {
  it("completes commands", () => {
    const text = `${script("fish")}\ncomplete -C 'codearts-check sup'`;
    expect(spawnSync("fish", ["-N", "-c", text], { encoding: "utf8" }).stdout)
      .toMatch(/^supersede\t/);
  });
});

describe("completions of every shell", () => {
  for (const shell of ["bash", "zsh", "fish"]) {
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
});
