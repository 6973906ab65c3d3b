/**
 * The commands and their options, as shells need them.
 *
 * @module
 */
import type { Command } from "commander";
import { regions } from "../regions.ts";

/** What a value can be: one of these words, a file, or anything. */
export type Values = ReadonlyArray<string> | "file" | "any";

/** An option. */
export interface Flag {
  readonly long: string;
  readonly short: string | undefined;
  readonly description: string;
  /** `undefined` where it takes none. */
  readonly value: { readonly name: string; readonly values: Values } | undefined;
}

/** A command. */
export interface Entry {
  readonly name: string;
  readonly description: string;
  readonly flags: ReadonlyArray<Flag>;
  /** Its argument, where it has one. */
  readonly argument: {
    readonly name: string;
    /** What it can be; none where nobody knows: a task's id. */
    readonly words: ReadonlyArray<string>;
    readonly isMany: boolean;
  } | undefined;
}

/** Text in single quotes, for each of the shells. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const valuesOf = (long: string): Values =>
  long === "--region" ? regions : long === "--from-file" ? "file" : "any";

/** The options of a command. */
export const optionsOf = (command: Command): ReadonlyArray<Flag> =>
  command.createHelp().visibleOptions(command).map(({ description, flags, long, short }) => {
    const [, name] = /<(.+)>/.exec(flags) ?? [];
    return {
      long: long ?? "",
      short,
      description,
      value: name === undefined ? undefined : { name, values: valuesOf(long ?? "") },
    };
  });

/** The commands of a program. */
export const entriesOf = (program: Command): ReadonlyArray<Entry> =>
  program.createHelp().visibleCommands(program).map((command) => {
    const [argument] = command.registeredArguments;
    return {
      name: command.name(),
      description: command.description(),
      flags: optionsOf(command),
      argument: argument === undefined ? undefined : {
        name: argument.name(),
        words: command.name() === "help"
          ? program.commands.map((each) => each.name())
          : argument.argChoices ?? [],
        isMany: argument.variadic,
      },
    };
  });
