/**
 * The command line in a terminal of its own.
 */
import process from "node:process";
import * as pty from "@lydell/node-pty";
import { root } from "../gate/project.ts";

/** What is typed, and what was seen. */
export interface Terminal {
  /** All that was written so far. */
  readonly seen: () => string;
  /** Waits until that is seen. */
  readonly sees: (words: RegExp) => Promise<void>;
  readonly type: (keys: string) => void;
  /** Its exit code. */
  readonly ended: Promise<number>;
}

export const ctrlC = "\u0003";

/** The command line from its sources, for a shell. */
export const main: string = `exec "${process.execPath}" --import tsx src/main.ts`;

/** Runs a line of a shell in a terminal; a minute later it is ended in any case. */
export const inTerminal = (
  line: string,
  options: { readonly columns?: number; readonly env?: Readonly<Record<string, string>> } = {},
): Terminal => {
  const { HOME = "", PATH = "" } = process.env;
  const { columns = 100, env } = options;
  const shell = pty.spawn("/bin/sh", ["-c", line], {
    name: "xterm-256color",
    cols: columns,
    rows: 24,
    cwd: root,
    env: { HOME, PATH, ...env },
  });
  const watchdog = setTimeout(() => shell.kill("SIGKILL"), 60_000);
  let seen = "";
  let look = (): void => {};
  shell.onData((text) => {
    seen += text;
    look();
  });
  const ended = new Promise<number>((resolve) => {
    shell.onExit(({ exitCode }) => {
      clearTimeout(watchdog);
      resolve(exitCode);
    });
  });
  return {
    seen: () => seen,
    sees: (words) => {
      const found = new Promise<void>((resolve) => {
        look = () => words.test(seen) && resolve();
        look();
      });
      const missed = ended.then(() => {
        if (!words.test(seen)) throw new Error(`${words} was not seen in: ${seen}`);
      });
      return Promise.race([found, missed]);
    },
    type: (keys) => shell.write(keys),
    ended,
  };
};
