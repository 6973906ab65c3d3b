/**
 * Completions for bash, 3.2 (of macOS) and later.
 *
 * @module
 */
import type { Entry, Flag, Values } from "./Entry.ts";

const wordsOf = (flags: ReadonlyArray<Flag>): ReadonlyArray<string> =>
  flags.flatMap(({ long, short }) => short === undefined ? [long] : [short, long]);

/** What is proposed for a value. Bash 3.2 has no `compopt`. */
const proposal = (values: Values): string =>
  values === "any"
    ? ""
    : values === "file"
    ? ` compopt -o default 2>/dev/null || COMPREPLY=($(compgen -f -- "$cur"));`
    : ` COMPREPLY=($(compgen -W '${values.join(" ")}' -- "$cur"));`;

/** The text that bash reads. */
export const bash = (entries: ReadonlyArray<Entry>, own: ReadonlyArray<Flag>): string => {
  const values = new Map(
    entries.flatMap(({ flags }) => flags)
      .flatMap(({ long, value }) => value === undefined ? [] : [[long, value.values] as const]),
  );
  // The shell splits --region=cn-north-4 in three.
  return `# codearts-check completion for bash
_codearts_check() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" words='' i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    [ "\${COMP_WORDS[i]}" = -- ] && return
  done
  if [ "$cur" = = ]; then
    cur=''
  elif [ "$prev" = = ] && [ "$COMP_CWORD" -gt 2 ]; then
    prev="\${COMP_WORDS[COMP_CWORD-2]}"
  fi
  case "$prev" in
${[...values].map(([flag, each]) => `    ${flag})${proposal(each)} return ;;`).join("\n")}
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    words='${[...entries.map(({ name }) => name), ...wordsOf(own)].join(" ")}'
  else
    case "\${COMP_WORDS[1]}" in
${
    entries.map(({ flags, name }) => `      ${name}) words='${wordsOf(flags).join(" ")}' ;;`).join(
      "\n",
    )
  }
    esac
    if [ "$COMP_CWORD" -eq 2 ]; then
      case "\${COMP_WORDS[1]}" in
${
    entries.flatMap(({ argument, name }) =>
      argument === undefined || argument.words.length === 0
        ? []
        : [`        ${name}) words="$words ${argument.words.join(" ")}" ;;`]
    ).join("\n")
  }
      esac
    fi
  fi
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -F _codearts_check codearts-check`;
};
