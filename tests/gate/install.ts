/**
 * Installs the packages that only tests, gate and benchmark need. They have lock files of their own,
 * so that the install of the project itself stays light.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "./project.ts";
import { type Finished, run } from "./run.ts";

const hash = (...parts: ReadonlyArray<string | Uint8Array>): string =>
  parts.reduce((digest, part) => digest.update(part), createHash("sha256")).digest("hex");

/** What an install depends on: what was asked for, what was locked, and for which machine. */
const wanted = (folder: string): string =>
  hash(
    readFileSync(join(root, folder, "package.json")),
    readFileSync(join(root, folder, "package-lock.json")),
    `${process.platform}-${process.arch}`,
  );

const stampOf = (folder: string): string => join(root, folder, "node_modules/.install-stamp");

const isFresh = (folder: string): boolean =>
  existsSync(stampOf(folder)) && readFileSync(stampOf(folder), "utf8") === wanted(folder);

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Takes the lock, or clears one whose owner is gone; false while somebody else holds it. */
const tryLock = (lock: string): boolean => {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    const owner = existsSync(lock) ? Number(readFileSync(lock, "utf8")) : 0;
    if (owner > 0 && !isAlive(owner)) rmSync(lock, { force: true });
    return false;
  }
};

/** npm, by the path under which it runs this script, or by its name. */
const npm = (args: ReadonlyArray<string>, cwd: string): Promise<Finished> => {
  const path = process.env["npm_execpath"];
  return path?.endsWith(".js")
    ? run(process.execPath, [path, ...args], { cwd })
    : run("npm", args, { cwd });
};

const install = async (folder: string): Promise<void> => {
  process.stderr.write(`installing ${folder} (npm ci)\n`);
  const stamp = wanted(folder);
  const { code, output } = await npm(
    ["ci", "--no-audit", "--no-fund", "--loglevel=error"],
    join(root, folder),
  );
  if (code !== 0) {
    // npm names the error's code first, and says what it means in the line after it.
    const errors = output.split("\n").filter((line) => line.startsWith("npm error "));
    const reason = errors.slice(0, 2).map((line) => line.slice("npm error ".length)).join(", ");
    throw new Error(
      `${folder} could not be installed (${
        reason || output.trim()
      }). Run \`npm ci\` in it to see why.`,
    );
  }
  writeFileSync(stampOf(folder), stamp);
};

/**
 * Makes sure that the packages of a folder are installed and are those of its lock file. Two
 * processes that call it at once install once: the second waits for the first.
 */
export const ensureInstalled = async (folder: string): Promise<void> => {
  const lock = join(tmpdir(), `install-${hash(join(root, folder)).slice(0, 16)}.lock`);
  while (!isFresh(folder)) {
    if (!tryLock(lock)) {
      await sleep(200);
      continue;
    }
    try {
      if (!isFresh(folder)) await install(folder);
    } finally {
      rmSync(lock, { force: true });
    }
  }
};

/** Every nested package, one after the other. */
export const ensureAllInstalled = async (): Promise<void> => {
  for (const folder of ["tests/runtimes", "tests/bench", "tests/opentelemetry"]) {
    await ensureInstalled(folder);
  }
};
