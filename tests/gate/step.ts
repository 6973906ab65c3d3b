/**
 * A step of the gate: one thing that must hold, and the file that says how it is found out.
 */
import type { Finished } from "./run.ts";

/** What a step found. */
export interface Findings {
  /** What is wrong, a line or more each; none means that the step passed. */
  readonly problems: ReadonlyArray<string>;
  /** A table to print even when nothing is wrong. */
  readonly report?: string;
}

/** One thing that must hold. */
export interface Step {
  readonly name: string;
  readonly run: () => Promise<Findings>;
}

/** A step that is another program: what it wrote is the problem when it did not end well. */
export const judged = ({ code, output }: Finished): Findings => ({
  problems: code === 0 ? [] : [output.trim() === "" ? `ended with code ${code}` : output.trim()],
});
