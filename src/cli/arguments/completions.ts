/**
 * What makes a shell complete commands and options: made from the parser's own tree.
 *
 * @module
 */
import type { Command, Option } from "commander";
import { regions } from "./regions.ts";

export type Shell = "bash" | "zsh" | "fish";

export const shells: ReadonlyArray<Shell> = ["bash", "zsh", "fish"];

/** Names of commands and options are plain words; descriptions are quoted. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** What the value of an option can be: words, a file, or anything. */
const valuesOf = (option: Option): ReadonlyArray<string> | "file" | "any" => {
  switch (option.long) {
    case "--region":
      return regions;
    case "--from-file":
      return "file";
    default:
      return "any";
  }
};

/** A command as shells need it. */
interface Entry {
  readonly name: string;
  readonly description: string;
  readonly options: ReadonlyArray<Option>;
  /** What its argument can be. */
  readonly words: ReadonlyArray<string>;
}

const entriesOf = (program: Command): ReadonlyArray<Entry> => {
  const help = program.createHelp();
  return help.visibleCommands(program).map((command) => ({
    name: command.name(),
    description: command.description(),
    options: help.visibleOptions(command),
    words: command.name() === "help"
      ? program.commands.map((each) => each.name())
      : command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
  }));
};

const flagsOf = (options: ReadonlyArray<Option>): ReadonlyArray<string> =>
  options.flatMap(({ long, short }) => [short, long]).filter((flag) => flag !== undefined);

const bash = (entries: ReadonlyArray<Entry>, own: ReadonlyArray<Option>): string => {
  const valued = new Map(
    entries.flatMap(({ options }) => options).filter(({ required }) => required)
      .map((option) => [option.long, valuesOf(option)]),
  );
  const values = [...valued].map(([flag, values]) => {
    if (values === "file") return `    ${flag}) compopt -o default; return ;;`;
    if (values === "any") return `    ${flag}) return ;;`;
    return `    ${flag}) COMPREPLY=($(compgen -W '${values.join(" ")}' -- "$cur")); return ;;`;
  });
  const commands = entries.map(({ name, options, words }) =>
    `    ${name}) words='${[...flagsOf(options), ...words].join(" ")}' ;;`
  );
  return `# codearts-check completion for bash
_codearts_check() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" words
  COMPREPLY=()
  case "$prev" in
${values.join("\n")}
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    words='${[...entries.map(({ name }) => name), ...flagsOf(own)].join(" ")}'
  else
    case "\${COMP_WORDS[1]}" in
${commands.map((line) => `  ${line}`).join("\n")}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -F _codearts_check codearts-check`;
};

const zshOption = (option: Option): string => {
  const flag = option.long ?? option.short ?? "";
  const values = option.required ? valuesOf(option) : undefined;
  const description = option.description.replace(/[[\]\\:]/g, "\\$&");
  const kind = values === "file" ? "_files" : values === "any" ? " " : `(${values?.join(" ")})`;
  return quoted(`${flag}[${description}]${values === undefined ? "" : `:value:${kind}`}`);
};

const zsh = (entries: ReadonlyArray<Entry>, own: ReadonlyArray<Option>): string => {
  const commands = entries.map(({ description, name }) =>
    `    ${quoted(`${name}:${description.replaceAll(":", "\\:")}`)}`
  );
  const cases = entries.map(({ name, options, words }) =>
    `    ${name}) _arguments ${options.map(zshOption).join(" ")}${
      words.length === 0 ? "" : ` ${quoted(`*:argument:(${words.join(" ")})`)}`
    } ;;`
  );
  return `#compdef codearts-check
# codearts-check completion for zsh
_codearts_check() {
  local -a commands=(
${commands.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    _arguments ${own.map(zshOption).join(" ")}
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join("\n")}
  esac
}
if [ "$funcstack[1]" = "_codearts_check" ]; then
  _codearts_check "$@"
else
  compdef _codearts_check codearts-check
fi`;
};

const fishOption = (condition: string, option: Option): string => {
  const values = option.required ? valuesOf(option) : undefined;
  const short = option.short === undefined ? "" : ` -s ${option.short.slice(1)}`;
  const value = values === undefined
    ? ""
    : values === "file"
    ? " -r -F"
    : values === "any"
    ? " -x"
    : ` -x -a ${quoted(values.join(" "))}`;
  return `complete -c codearts-check -n ${quoted(condition)}${short} -l ${
    option.long?.slice(2)
  }${value} -d ${quoted(option.description)}`;
};

const fish = (entries: ReadonlyArray<Entry>, own: ReadonlyArray<Option>): string =>
  [
    "# codearts-check completion for fish",
    "complete -c codearts-check -f",
    ...own.map((option) => fishOption("__fish_use_subcommand", option)),
    ...entries.flatMap(({ description, name, options, words }) => {
      const condition = `__fish_seen_subcommand_from ${name}`;
      return [
        `complete -c codearts-check -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
        ...options.map((option) => fishOption(condition, option)),
        ...(words.length === 0
          ? []
          : [`complete -c codearts-check -n ${quoted(condition)} -a ${quoted(words.join(" "))}`]),
      ];
    }),
  ].join("\n");

/** The text that a shell reads. */
export const completionsOf = (program: Command, shell: Shell): string => {
  const entries = entriesOf(program);
  const own = program.createHelp().visibleOptions(program);
  return { bash, fish, zsh }[shell](entries, own);
};
