/**
 * As much of a shell's syntax as completions use, read without the shell.
 *
 * @module
 */

/** The words and operators of a line or a script; what is quoted is taken out of its quotes. */
export const shellWords = (text: string): ReadonlyArray<string> => {
  const words: Array<string> = [];
  const token =
    /\s+|\\\n|(?<=^|\s)#.*|((?:'[^']*'|"(?:[^"\\]|\\.)*"|\\[^\n]|\$\{[^}]*\}|[^\s'"\\;|&()])+)|([;|&()]+)/gmy;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const found = token.exec(text);
    if (found === null) throw new SyntaxError(`No shell reads: ${text.slice(at, at + 60)}`);
    const [, word, operator] = found;
    if (operator !== undefined) words.push(operator);
    if (word !== undefined) {
      words.push(word.replace(/'([^']*)'|"([^"]*)"|\\(.)/g, "$1$2$3"));
    }
  }
  return words;
};

/** What opens a block, and what closes it. */
const blocks: ReadonlyArray<readonly [ReadonlyArray<string>, string]> = [
  [["if"], "fi"],
  [["case"], "esac"],
  [["for"], "done"],
  [["function"], "end"],
  [["{"], "}"],
];

/** Blocks that are not closed in their order: none in a script that a shell reads. */
export const unclosed = (text: string): ReadonlyArray<string> => {
  // In quotes, a keyword is a word like others.
  const bare = shellWords(text.replace(/'(?:[^']|'\\'')*'|"[^"]*"/g, "q"));
  const open: Array<string> = [];
  for (const word of bare) {
    const block = blocks.find(([opens, closes]) => opens.includes(word) || closes === word);
    if (block === undefined) continue;
    if (block[1] !== word) open.push(block[1]);
    else if (open.at(-1) === word) open.pop();
    else return [...open, word];
  }
  return open;
};
