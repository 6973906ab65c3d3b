/**
 * Runs a program as a child process: no shell, no input, its output kept.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { root } from "./project.ts";

/** How a program ended, and what it wrote to both of its outputs. */
export interface Finished {
  readonly code: number;
  readonly output: string;
}

/** Long enough for the slowest step on a busy machine, short enough that nothing hangs for ever. */
const limitInMs = 300_000;

/** Runs a program in the project's folder, or in another, until it ends. */
export const run = (
  command: string,
  args: ReadonlyArray<string>,
  options: {
    readonly cwd?: string;
    readonly env?: NodeJS.ProcessEnv;
    readonly limitInMs?: number;
  } = {},
): Promise<Finished> =>
  new Promise((done) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      // Deno takes any FORCE_COLOR for a wish, even 0; a name that is undefined is not passed on.
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: options.limitInMs ?? limitInMs,
      killSignal: "SIGKILL",
    });
    const chunks: Array<Uint8Array> = [];
    child.stdout.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    child.on("error", (error) => done({ code: 127, output: error.message }));
    child.on("close", (code, signal) => {
      const ended = signal === null ? "" : `\nended by ${signal}`;
      done({ code: code ?? 1, output: Buffer.concat(chunks).toString("utf8") + ended });
    });
  });

/** Runs Node, the same that runs this. */
export const runNode = (args: ReadonlyArray<string>): Promise<Finished> =>
  run(process.execPath, args);

/** Runs TypeScript's compiler. */
export const runTsc = (args: ReadonlyArray<string>): Promise<Finished> =>
  runNode([join(root, "node_modules/typescript/bin/tsc"), "--pretty", "false", ...args]);

/**
 * Runs Deno, which npm installs in `tests/runtimes`. It asks no host for anything, and its caches
 * stay in the project: a gate must not depend on what lies in a home folder.
 */
export const runDeno = (args: ReadonlyArray<string>): Promise<Finished> =>
  run(join(root, "tests/runtimes/node_modules/.bin/deno"), args, {
    env: {
      DENO_DIR: join(root, "node_modules/.cache/deno"),
      DENO_NO_UPDATE_CHECK: "1",
      DENO_NO_PROMPT: "1",
      RUST_BACKTRACE: "0",
    },
  });
