/**
 * The runtimes that the bundled program is run on.
 *
 * @module
 */
import process from "node:process";
import { denoEnv } from "../runtimes/runtimes/deno.ts";
import { installed, versionOf } from "../runtimes/runtimes/Runtime.ts";

/** A runtime, and how it is started. */
export interface Runtime {
  /** Its name and its version. */
  readonly name: string;
  readonly command: string;
  /** What comes before the program's own arguments. */
  readonly args: ReadonlyArray<string>;
  readonly env: NodeJS.ProcessEnv;
}

/** The one that runs this; what it is started with for a measurement may matter. */
export const ownNode = (flags: ReadonlyArray<string> = []): Runtime => ({
  name: `Node ${process.versions.node}`,
  command: process.execPath,
  args: flags,
  env: {},
});

/** Node 24, of `tests/runtimes`. */
export const node24 = async (): Promise<Runtime> => {
  const command = installed("node");
  const version = await versionOf(command, /24\.\d+\.\d+/);
  return { name: `Node ${version}`, command, args: [], env: {} };
};

/** Deno, of `tests/runtimes`. */
export const deno = async (): Promise<Runtime> => {
  const command = installed("deno");
  const version = await versionOf(command, /2\.\d+\.\d+/);
  return {
    name: `Deno ${version}`,
    command,
    args: ["run", "--no-prompt", "--no-lock", "--allow-all"],
    env: denoEnv,
  };
};

/** Bun, of `tests/runtimes`. */
export const bun = async (): Promise<Runtime> => {
  const command = installed("bun");
  const version = await versionOf(command, /1\.\d+\.\d+/);
  return { name: `Bun ${version}`, command, args: [], env: {} };
};
