import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as Schema from "effect/Schema";
import { describe, expect, it } from "vitest";
import {
  commentExamples,
  compile,
  type Example,
  examples,
  markdownExamples,
} from "./gate/examples.ts";
import { readJson, root } from "./gate/project.ts";

const nameOf = ({ file, line }: Example): string => `${file}:${line} compiles`;

describe("the code that README.md and doc comments show", () => {
  const shown = examples();
  const wrong = compile(shown);

  it.each(shown.map((example) => ({ name: nameOf(example), example })))("$name", ({ example }) => {
    expect(wrong(example)).toEqual([]);
  });

  it("README.md shows some TypeScript", () => {
    expect(shown.filter(({ file }) => file === "README.md")).not.toEqual([]);
  });
});

describe("the compiler of examples", () => {
  const comment = (...lines: ReadonlyArray<string>): Example => {
    const text = ["const before = 1;", "/**", ...lines.map((line) => ` * ${line}`), " */"].join(
      "\n",
    );
    const [example] = commentExamples("src/made-up.ts", text);
    if (example === undefined) throw new Error("the comment holds no example");
    return example;
  };
  const good = comment(
    "```ts",
    'import * as Effect from "effect/Effect";',
    "",
    "Effect.void;",
    "```",
  );
  const bad = comment("text", "", "```ts", "const fine = 1;", "const n: number = 'one';", "```");
  const unused = comment("1", "2", "3", "```ts", 'import * as Effect from "effect/Effect";', "```");
  const edge = comment(
    ...["", "", "", "", "```ts", "export default {"],
    ...["  fetch: (request) => new Response(request.url),", "} satisfies ExportedHandler;"],
    ...["Deno.serve(() => new Response(Deno.env.get('HOME')));", "```"],
  );
  const wrong = compile([good, bad, unused, edge]);

  it("accepts what is right, on the names of an edge runtime too", () => {
    expect([...wrong(good), ...wrong(edge)]).toEqual([]);
  });

  it("tells the file and the line of what is wrong", () => {
    expect(wrong(bad)).toEqual([
      "src/made-up.ts:7 Type 'string' is not assignable to type 'number'.",
    ]);
  });

  it("lets an example declare what it does not use, but not import it", () => {
    expect(wrong(unused)).toEqual([
      "src/made-up.ts:7 'Effect' is declared but its value is never read.",
    ]);
  });
});

describe("README.md", () => {
  const { scripts } = readJson(
    Schema.Struct({ scripts: Schema.Record({ key: Schema.String, value: Schema.String }) }),
    "package.json",
  );
  const path = join(root, "README.md");
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  const shell = markdownExamples("README.md").filter(({ language }) => language === "sh");

  it.each(["npm ci && npm start", "npm ci && npm test"])("names the command %s", (command) => {
    expect(text).toContain(command);
  });

  it("names no npm script that package.json lacks", () => {
    const named = shell.flatMap(({ code }) =>
      [...code.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map((match) =>
        match[1] ?? match[2]
      )
    );
    expect(named).not.toEqual([]);
    expect(named.filter((name) => name === undefined || !(name in scripts))).toEqual([]);
  });
});
