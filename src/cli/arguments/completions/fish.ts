/**
 * Completions for fish.
 *
 * @module
 */
import { type Entry, type Flag, quoted } from "./Entry.ts";

const complete = "complete -c codearts-check";

/** What follows an option; without `-F`, no file is proposed. */
const valueOf = ({ value }: Flag): string =>
  value === undefined
    ? ""
    : value.values === "file"
    ? " -r -F"
    : value.values === "any"
    ? " -x"
    : ` -x -a ${quoted(value.values.join(" "))}`;

const flagLine = (condition: string, flag: Flag): string => {
  const short = flag.short === undefined ? "" : ` -s ${flag.short.slice(1)}`;
  const long = ` -l ${flag.long.slice(2)}`;
  return `${complete} -n ${quoted(condition)}${short}${long}${valueOf(flag)} -d ${
    quoted(flag.description)
  }`;
};

/**
 * The text that fish reads. Its own `__fish_seen_subcommand_from` takes any word for the command:
 * that of `help stop` as well.
 */
export const fish = (entries: ReadonlyArray<Entry>, own: ReadonlyArray<Flag>): string =>
  [
    `# codearts-check completion for fish
function __codearts_check_words
    count (commandline -poc)
end
function __codearts_check_in
    set -l words (commandline -poc)
    test (count $words) -gt 1; and test "$words[2]" = "$argv[1]"
end
${complete} -f`,
    ...own.map((flag) => flagLine("test (__codearts_check_words) -eq 1", flag)),
    ...entries.map(({ description, name }) =>
      `${complete} -n 'test (__codearts_check_words) -eq 1' -a ${name} -d ${quoted(description)}`
    ),
    ...entries.flatMap(({ argument, flags, name }) => {
      const condition = `__codearts_check_in ${name}`;
      const first = quoted(`${condition}; and test (__codearts_check_words) -eq 2`);
      return [
        ...flags.map((flag) => flagLine(condition, flag)),
        ...argument === undefined || argument.words.length === 0
          ? []
          : [`${complete} -n ${first} -a ${quoted(argument.words.join(" "))}`],
      ];
    }),
  ].join("\n");
