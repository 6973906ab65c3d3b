/**
 * Completions for zsh.
 *
 * @module
 */
import { type Entry, type Flag, quoted, type Values } from "./Entry.ts";

/** What ends a description, or begins something else, in what `_arguments` and `_describe` take. */
const escaped = (text: string): string => text.replace(/[[\]\\:]/g, "\\$&");

/** A space is a value of which nothing is known: its name is shown. */
const actionOf = (values: Values): string =>
  values === "any" ? " " : values === "file" ? "_files" : `(${values.join(" ")})`;

const flagSpecs = ({ description, long, short, value }: Flag): ReadonlyArray<string> => {
  const told = `[${escaped(description)}]`;
  if (value !== undefined) return [`${long}=${told}:${value.name}:${actionOf(value.values)}`];
  // A text that is asked for stands alone.
  return short === undefined && long !== "--version"
    ? [`${long}${told}`]
    : [short ?? [], long].flat().map((name) => `(- *)${name}${told}`);
};

const argumentSpec = ({ isMany, name, words }: NonNullable<Entry["argument"]>): string =>
  `${isMany ? "*" : ""}:${name}:${words.length === 0 ? " " : `(${words.join(" ")})`}`;

/** A call of `_arguments`; with `-S` no option follows `--`. */
const argumentsOf = (flags: ReadonlyArray<Flag>, argument?: Entry["argument"]): string =>
  [
    "_arguments -S",
    ...flags.flatMap(flagSpecs),
    ...argument === undefined ? [] : [
      argumentSpec(argument),
    ],
  ]
    .map((spec, index) => index === 0 ? spec : quoted(spec)).join(" \\\n        ");

/**
 * The text that zsh reads, or loads as the file `_codearts-check` in its `fpath`: then it runs as
 * the function of that name, the first time as a whole.
 */
export const zsh = (entries: ReadonlyArray<Entry>, own: ReadonlyArray<Flag>): string =>
  `#compdef codearts-check
# codearts-check completion for zsh
_codearts-check() {
  local -a commands=(
${
    entries.map(({ description, name }) => `    ${quoted(`${name}:${escaped(description)}`)}`)
      .join("\n")
  }
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    ${argumentsOf(own)}
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${
    entries.map(({ argument, flags, name }) =>
      `    ${name})\n      ${argumentsOf(flags, argument)} ;;`
    ).join("\n")
  }
  esac
}
if [ "$funcstack[1]" = "_codearts-check" ]; then
  _codearts-check "$@"
else
  compdef _codearts-check codearts-check
fi`;
