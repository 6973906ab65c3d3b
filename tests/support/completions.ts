/**
 * What shells propose, asked of the shells themselves.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import process from "node:process";
import { readArguments } from "../../src/cli/arguments/read.ts";

/** The text that a shell reads. */
export const script = (shell: string): string => {
  const read = readArguments(["completions", shell]);
  return read._tag === "Shown" ? read.text : `none: ${read._tag}`;
};

/** Whether the shell is installed. */
export const has = (shell: string): boolean => spawnSync(shell, ["-c", "exit 0"]).status === 0;

/** What a group of tests is called: why it is skipped is said. */
export const named = (shell: string): string =>
  has(shell) ? `${shell} completes` : `${shell} completes (skipped: ${shell} is not installed)`;

const linesOf = (text: string): ReadonlyArray<string> =>
  text.split("\n").filter((line) => line !== "");

const run = (shell: string, args: ReadonlyArray<string>): ReadonlyArray<string> => {
  const { status, stderr, stdout } = spawnSync(shell, args, { encoding: "utf8", timeout: 10_000 });
  if (status !== 0 || stderr !== "") throw new Error(`${shell} ended with ${status}: ${stderr}`);
  return linesOf(stdout);
};

/** What bash proposes for the last of the words. */
export const bash = (...words: ReadonlyArray<string>): ReadonlyArray<string> => {
  const line = ["codearts-check", ...words].map((word) => `'${word}'`).join(" ");
  return run("bash", [
    "--norc",
    "-c",
    `${script("bash")}
complete -p codearts-check > /dev/null || exit 3
COMP_WORDS=(${line}); COMP_CWORD=${words.length}
# Only the shell's own completion may have options.
compopt() { [ "$*" = '-o default' ] && COMPREPLY=(a-file); }
_codearts_check codearts-check
printf '%s\\n' "\${COMPREPLY[@]}"`,
  ]);
};

/** What fish proposes at the end of the line: a word, a tab, and what it is. */
export const fish = (line: string): ReadonlyArray<string> =>
  run("fish", ["-N", "-c", `${script("fish")}\ncomplete -C ${JSON.stringify(line)}`]);

/**
 * A zsh in a terminal of its own, in which the tab key is pressed. What would be proposed is printed:
 * `word | description`.
 */
const pressTab = `
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PROMPT=; unsetopt zle_bracketed_paste; autoload -U compinit; eval "$LOAD"
around () { print -r -- "[end]" }
compprefuncs=(around)
comppostfuncs=(around exit)
bindkey "^I" complete-word
zstyle ":completion:*" list-grouped false
compadd () {
  if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return; fi
  local -a found told
  (( $@[(I)-d] )) && told=("\${(@P)\${@[\${@[(i)-d]} + 1]}}")
  builtin compadd -A found -D told "$@"
  for ((i = 1; i <= $#found; i++)); do print -r -- "$found[i] | \${told[i]##*-- }"; done
}
print READY'
while zpty -r shell line; do [[ $line == READY* ]] && break; done
zpty -w -n shell "$LINE"$'\\t'
ends=0
while zpty -r shell line; do
  if [[ $line == *'[end]'* ]]; then
    (( ++ends == 2 )) && break
  elif (( ends == 1 )); then
    print -r -- "\${line%%$'\\r'*}"
  fi
done
zpty -d shell`;

/** What zsh proposes at the end of the line; `load` is how it reads the completions. */
export const zsh = (
  line: string,
  load: string = `compinit -D -u; ${script("zsh")}`,
): ReadonlyArray<string> => {
  const { status, stderr, stdout } = spawnSync("zsh", ["-f", "-c", pressTab], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], TERM: "dumb", COLUMNS: "200", LOAD: load, LINE: line },
    timeout: 10_000,
  });
  if (status !== 0 || stderr !== "") throw new Error(`zsh ended with ${status}: ${stderr}`);
  return linesOf(stdout);
};
