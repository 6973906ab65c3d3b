/**
 * A program that goes on running, once it said where it is.
 *
 * @module
 */
import { spawn } from "node:child_process";
import process from "node:process";
import { root } from "../gate/project.ts";

/** A program that runs. */
export interface Started {
  /** What was waited for in its output. */
  readonly said: string;
  readonly kill: () => void;
}

/** Starts a program and waits until it said something; a minute later it is ended in any case. */
export const start = (
  command: string,
  args: ReadonlyArray<string>,
  awaited: RegExp,
  env: NodeJS.ProcessEnv = {},
): Promise<Started> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 60_000,
      killSignal: "SIGKILL",
    });
    const kill = (): void => void child.kill("SIGKILL");
    let output = "";
    const read = (chunk: Uint8Array): void => {
      output += String(chunk);
      const said = awaited.exec(output)?.[0];
      if (said !== undefined) resolve({ said, kill });
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", reject);
    child.on("close", (code) => reject(new Error(`${command} ended with ${code}: ${output}`)));
  });
