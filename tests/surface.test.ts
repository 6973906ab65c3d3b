import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { entrypoints, root } from "./gate/project.ts";
import { type Finished, run } from "./gate/run.ts";

/**
 * The package as it would be installed: package.json and what `npm run build` makes of the sources,
 * in a folder of its own, so that Node resolves `@codearts/check` by the real `exports` map.
 */
const home = mkdtempSync(join(tmpdir(), "codearts-check-"));
const dist = join(home, "dist");
let built: Finished;

beforeAll(async () => {
  built = await run("npm", ["run", "--silent", "build", "--", "--outDir", dist]);
  cpSync(join(root, "package.json"), join(home, "package.json"));
  symlinkSync(join(root, "node_modules"), join(home, "node_modules"));
}, 120_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

const filesOf = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path));

/** The relative specifiers that a file of the build imports, with the folders in which they lie. */
const relativeImports = (file: string): ReadonlyArray<string> =>
  ts.preProcessFile(readFileSync(file, "utf8"), true, true).importedFiles
    .map(({ fileName }) => fileName).filter((specifier) => specifier.startsWith("."));

describe("the build", () => {
  it("succeeds", () => {
    expect(built).toEqual({ code: 0, output: "" });
  });

  it.each(entrypoints())("holds code and types of $specifier", ({ source }) => {
    const path = join(dist, source.replace(/\.ts$/, ""));
    expect([".js", ".d.ts"].filter((ending) => !existsSync(path + ending))).toEqual([]);
  });

  it("names files that are there, in code and types alike", () => {
    const files = filesOf(dist).filter((file) => /\.(?:js|d\.ts)$/.test(file));
    const imports = files.flatMap((file) =>
      relativeImports(file).map((specifier) => join(file, "..", specifier))
    );
    expect(imports).not.toEqual([]);
    expect(imports.filter((path) => !path.endsWith(".js") || !existsSync(path))).toEqual([]);
  });

  it.each(entrypoints())("lets plain Node import $specifier by its name", async ({ specifier }) => {
    const script = `const module = await import(process.argv[1]);
      console.log(Object.keys(module).length > 0);`;
    const ran = await run(process.execPath, ["--input-type=module", "--eval", script, specifier], {
      cwd: home,
      env: { NODE_OPTIONS: "" },
    });
    expect(ran).toEqual({ code: 0, output: "true\n" });
  });
});

describe("the lock files", () => {
  const locks = [
    "package-lock.json",
    "tests/runtimes/package-lock.json",
    "tests/bench/package-lock.json",
    "tests/opentelemetry/package-lock.json",
    "deno.lock",
  ].filter((file) => file !== "deno.lock" || existsSync(join(root, file)));

  /** The addresses in a lock file; those of a package's sponsors say nothing of its origin. */
  const addresses = (value: unknown): ReadonlyArray<string> => {
    if (typeof value === "string") return /^[a-z+]+:\/\//i.test(value) ? [value] : [];
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) =>
      key === "funding" ? [] : [...addresses(key), ...addresses(inner)]
    );
  };

  it.each(locks)("%s names no registry but npm's own", (file) => {
    const lock: unknown = JSON.parse(readFileSync(join(root, file), "utf8"));
    const others = addresses(lock).filter((url) => new URL(url).host !== "registry.npmjs.org");
    expect(others).toEqual([]);
  });
});
