/**
 * What the arguments ask for: plain values, read without anything of Effect, so that help and wrong
 * usage are told at once.
 *
 * @module
 */
import type { Region } from "../../Region.ts";

/** How it is told. */
export interface Telling {
  /** One JSON object a line on standard output. */
  readonly json: boolean;
  /** Debug logs and stacks, on standard error. */
  readonly verbose: boolean;
  /** Whether colours may be used, where the terminal has them. */
  readonly color: boolean;
}

/** Where the tasks are, and how each request is made. What is missing may come from the environment. */
export interface Calling extends Telling {
  readonly region: Region | undefined;
  readonly endpoint: string | undefined;
  readonly timeoutMillis: number | undefined;
  /** Attempts beyond the first. */
  readonly retries: number | undefined;
}

/** How many tasks are stopped. */
export interface Stopping extends Calling {
  readonly confirm: boolean;
  readonly concurrency: number | undefined;
}

/** `stop`. */
export interface Stop extends Stopping {
  readonly _tag: "Stop";
  readonly taskIds: ReadonlyArray<string>;
  /** A file with ids, or `-`: standard input. */
  readonly fromFile: string | undefined;
}

/** `stop-running`. */
export interface StopRunning extends Stopping {
  readonly _tag: "StopRunning";
  readonly projectId: string;
  readonly repository: string | undefined;
  readonly branch: string | undefined;
  readonly dryRun: boolean;
}

/** `supersede`. */
export interface Supersede extends Calling {
  readonly _tag: "Supersede";
  readonly taskId: string;
}

/** `status`. */
export interface Status extends Calling {
  readonly _tag: "Status";
  readonly taskIds: ReadonlyArray<string>;
  readonly watch: boolean;
}

/** `list`. */
export interface List extends Calling {
  readonly _tag: "List";
  readonly projectId: string;
}

/** `emulator`. */
export interface Emulator extends Telling {
  readonly _tag: "Emulator";
  readonly port: number;
}

/** `demonstration`, or no command. */
export interface Demonstration extends Telling {
  readonly _tag: "Demonstration";
}

/** A command with its arguments. */
export type Request =
  | Stop
  | StopRunning
  | Supersede
  | Status
  | List
  | Emulator
  | Demonstration;

/** Whether something is done that is to be done although nobody reads of it. */
export const isDeed = (request: Request): boolean =>
  request._tag === "Stop" || request._tag === "Supersede" ||
  (request._tag === "StopRunning" && !request.dryRun);
