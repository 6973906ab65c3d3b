/**
 * What makes a shell complete commands and options: made from the parser's own tree.
 *
 * @module
 */
import type { Command } from "commander";
import { bash } from "./completions/bash.ts";
import { entriesOf, optionsOf } from "./completions/Entry.ts";
import { fish } from "./completions/fish.ts";
import { zsh } from "./completions/zsh.ts";

export type Shell = "bash" | "zsh" | "fish";

export const shells: ReadonlyArray<Shell> = ["bash", "zsh", "fish"];

/** The text that a shell reads. */
export const completionsOf = (program: Command, shell: Shell): string =>
  ({ bash, fish, zsh })[shell](entriesOf(program), optionsOf(program));
