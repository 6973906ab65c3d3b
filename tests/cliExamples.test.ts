/**
 * Whoever pastes an example is not told of wrong usage.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readArguments } from "../src/cli/arguments/read.ts";
import { root } from "./gate/project.ts";
import { shellWords } from "./support/shellSyntax.ts";

/** What the command line gets of each of its commands in a text. */
const argumentsIn = (text: string): ReadonlyArray<ReadonlyArray<string>> =>
  text.replaceAll("\\\n", " ").split("\n").flatMap((line) => {
    const [, args] = /^\s*(?:[A-Z_]+=\S+ )*npm start -- ([^<|]*)/.exec(line) ?? [];
    return args === undefined ? [] : [shellWords(args)];
  });

const wrong = (examples: ReadonlyArray<ReadonlyArray<string>>) =>
  examples.map((args) => ({ args, read: readArguments(args) }))
    .filter(({ read }) => read._tag === "Wrong");

describe("the command line reads", () => {
  it("the examples of the README", () => {
    const readme = readFileSync(join(root, "README.md"), "utf8");
    const examples = [...readme.matchAll(/^```sh\n([^]*?)^```/gm)].flatMap(([, text = ""]) =>
      argumentsIn(text)
    );
    expect(examples.length).toBeGreaterThan(8);
    expect(wrong(examples)).toEqual([]);
  });

  it("the examples of each help", () => {
    const names = ["stop", "stop-running", "supersede", "status", "list", "emulator"];
    for (const name of [...names, "demonstration"]) {
      const help = readArguments([name, "--help"], 100);
      const [, text = ""] = help._tag === "Shown" ? help.text.split("Examples:") : [];
      const examples = argumentsIn(text.split("\n\n")[0] ?? "");
      expect(examples.length).toBeGreaterThan(0);
      expect(wrong(examples)).toEqual([]);
    }
  });

  it("the options that the README names", () => {
    const readme = readFileSync(join(root, "README.md"), "utf8");
    const [, section = ""] = /^## Command line$([^]*?)^## /m.exec(readme) ?? [];
    const names = ["stop", "stop-running", "supersede", "status", "list", "emulator"];
    const known = new Set(names.flatMap((name) => {
      const help = readArguments([name, "--help"], 100);
      return help._tag === "Shown" ? help.text.match(/--[a-z-]+/g) ?? [] : [];
    }));
    expect((section.match(/--[a-z-]+/g) ?? []).filter((option) => !known.has(option))).toEqual([]);
  });
});
