/**
 * The tarball as a user gets it.
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import * as Schema from "effect/Schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importGraph, reachableFrom } from "./gate/imports.ts";
import { entrypoints, root } from "./gate/project.ts";
import { type Finished, run } from "./gate/run.ts";
import { install, pack, type Packaged, packageJson } from "./support/packed.ts";
import { start } from "./support/start.ts";

let packaged: Packaged;

beforeAll(async () => {
  const packed = await pack();
  packaged = { ...packed, project: await install(packed.folder, packed.tarball) };
}, 300_000);

afterAll(() => rmSync(packaged.folder, { recursive: true, force: true }));

const own = (name: string): string => join(root, "tests/runtimes/node_modules/.bin", name);

/** Writes a program into the project and runs it there. */
const runProgram = (node: string, file: string, text: string): Promise<Finished> => {
  writeFileSync(join(packaged.project, file), text);
  return run(node, [file], { cwd: packaged.project, limitInMs: 60_000, env: { NODE_OPTIONS: "" } });
};

/** A program's modules by name, and what it does with them; it prints `NetworkBusy`. */
const programOf = (load: (name: string, specifier: string) => string): string =>
  `${load("Effect", "effect/Effect")}
${load("check", "@codearts/check")}
${load("Emulator", "@codearts/check/emulator")}
const program = Effect.gen(function* () {
  const cloud = yield* Emulator.Emulator;
  const { taskId } = yield* cloud.createTask();
  yield* cloud.startRun(taskId);
  yield* cloud.faultNext(1, Emulator.Fault.Busy());
  const stop = Effect.provide(
    check.stopTask(taskId, { region: "cn-north-4" }),
    check.StaticToken.layer(yield* cloud.issueToken()),
  );
  const error = yield* Effect.flip(stop);
  yield* stop;
  return error instanceof check.NetworkBusy ? error._tag : "another class";
});
Effect.runPromise(Effect.provide(program, Emulator.layer())).then(console.log);
`;

describe("the tarball", () => {
  it("holds what the entrypoints need, the bin, and nothing else", () => {
    const graph = importGraph();
    const sources = new Set(
      entrypoints().flatMap(({ source }) => [...reachableFrom(graph, source)]),
    );
    const built = [...sources].filter((source) => graph.has(source)).flatMap((source) =>
      [".d.ts", ".js", ".js.map"].map((ending) => `dist/${source.replace(/\.ts$/, ending)}`)
    );
    expect(packaged.files.map(({ path }) => path).sort()).toEqual(
      [
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "dist/bin/LICENSES.txt",
        "dist/bin/codearts-check.mjs",
        "package.json",
        ...built,
      ].sort(),
    );
  });

  it("has a bin that can be executed", () => {
    const bin = packaged.files.find(({ path }) => path.endsWith(".mjs"));
    expect((bin?.mode ?? 0) & 0o111).toBe(0o111);
  });

  it("is what publint wants of a package", async () => {
    const { code, output } = await run(own("publint"), ["run", packaged.tarball, "--strict"]);
    expect([code, output]).toEqual([0, expect.stringContaining("All good!")]);
  });

  it("has types that resolve as its code does, for whoever imports it", async () => {
    // It is made of modules alone, so what CommonJS of old and node10 make of it is no matter.
    const args = ["--profile", "esm-only", "--no-definitely-typed", "--no-color", "--no-emoji"];
    const { code, output } = await run(own("attw"), [packaged.tarball, ...args]);
    expect([code, output]).toEqual([0, expect.stringContaining('"@codearts/check/stopTask"')]);
  });
});

describe("the tarball in an empty project", () => {
  it("is imported by Node", async () => {
    const text = programOf((name, specifier) => `import * as ${name} from "${specifier}";`);
    expect(await runProgram(process.execPath, "program.mjs", text)).toEqual({
      code: 0,
      output: "NetworkBusy\n",
    });
  });

  it("is required by Node 24, from a program that requires effect's CommonJS", async () => {
    const text = programOf((name, specifier) => `const ${name} = require("${specifier}");`);
    expect(await runProgram(own("node"), "program.cjs", text)).toEqual({
      code: 0,
      output: "NetworkBusy\n",
    });
  });

  it("typechecks with every declaration that it leads to", async () => {
    const lines = entrypoints().map(({ specifier }, index) =>
      `export * as m${index} from "${specifier}";`
    );
    const use = `
import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
import * as Effect from "effect/Effect";
import { StaticToken, stopTask, type StopTaskError } from "@codearts/check";
import * as Redacted from "effect/Redacted";
export const program: Effect.Effect<void, StopTaskError> = stopTask("a", { region: "cn-north-4" })
  .pipe(
    Effect.provide(StaticToken.layer(Redacted.make("token"))),
    Effect.provide(FetchHttpClient.layer),
  );
// @ts-expect-error: there is no such region
stopTask("a", { region: "cn-nowhere-1" });
`;
    writeFileSync(join(packaged.project, "types.ts"), lines.join("\n") + use);
    const config = {
      compilerOptions: {
        target: "ES2022",
        lib: ["ES2022", "DOM", "DOM.Iterable"],
        module: "NodeNext",
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
        noEmit: true,
        types: [],
      },
      files: ["types.ts"],
    };
    writeFileSync(join(packaged.project, "tsconfig.json"), JSON.stringify(config));
    const tsc = join(packaged.project, "node_modules/typescript/bin/tsc");
    expect(await run(process.execPath, [tsc, "-p", "."], { cwd: packaged.project }))
      .toEqual({ code: 0, output: "" });
  }, 120_000);
});

describe("the bin, with no package beside it", () => {
  let bin: string;
  const runBin = (...args: ReadonlyArray<string>): Promise<Finished> =>
    run(process.execPath, [bin, ...args], { cwd: join(bin, ".."), limitInMs: 60_000 });

  beforeAll(() => {
    const folder = join(packaged.folder, "alone");
    mkdirSync(folder);
    bin = join(folder, "codearts-check.mjs");
    const from = join(packaged.project, "node_modules/@codearts/check/dist/bin/codearts-check.mjs");
    cpSync(from, bin);
  });

  it("calls itself by its name", async () => {
    const { code, output } = await runBin("--help");
    expect([code, output]).toEqual([0, expect.stringContaining("codearts-check stop 5a0f")]);
    expect(output).not.toContain("npm start");
    expect(await runBin("stpo")).toEqual({
      code: 2,
      output: "Unknown command 'stpo'. Did you mean stop?\nSee codearts-check --help\n",
    });
  });

  it("is of the package's version", async () => {
    expect(await runBin("--version")).toEqual({ code: 0, output: `${packageJson.version}\n` });
  });

  it("is what a project's script runs", async () => {
    const { code, output } = await run("npx", ["--no-install", "codearts-check", "--version"], {
      cwd: packaged.project,
      limitInMs: 60_000,
    });
    expect([code, output]).toEqual([0, expect.stringContaining(packageJson.version)]);
  });

  it("serves the emulated cloud, and stops a check in it, then all of its project", async () => {
    const Started = Schema.parseJson(
      Schema.Struct({
        url: Schema.String,
        token: Schema.String,
        projectId: Schema.String,
        taskIds: Schema.NonEmptyArray(Schema.String),
      }),
    );
    const cloud = await start(process.execPath, [bin, "emulator", "--json"], /^\{.*\}$/m);
    try {
      const { projectId, taskIds: [taskId], token, url } = Schema.decodeUnknownSync(Started)(
        cloud.said,
      );
      const env = { HW_AUTH_TOKEN: token };
      const args = [bin, "stop", taskId, "--endpoint", url];
      expect(await run(process.execPath, args, { env }))
        .toEqual({ code: 0, output: `stopped  ${taskId}\n` });
      const all = [bin, "stop-running", "--project", projectId, "--endpoint", url];
      expect(await run(process.execPath, all, { env }))
        .toEqual({ code: 0, output: expect.stringMatching(/^2 stopped in \d+ s$/m) });
    } finally {
      cloud.kill();
    }
  }, 60_000);
});
