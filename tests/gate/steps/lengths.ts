/** A file holds one concept: one that grows past its limit holds two. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { publishedFiles, root, typescriptFiles } from "../project.ts";
import type { Step } from "../step.ts";

const linesOf = (file: string): number =>
  readFileSync(join(root, file), "utf8").replace(/\n$/, "").split("\n").length;

const tooLong = (files: ReadonlyArray<string>, limit: number): ReadonlyArray<string> =>
  files.map((file) => [file, linesOf(file)] as const)
    .filter(([, lines]) => lines > limit)
    .map(([file, lines]) => `${file}: ${lines} lines, at most ${limit} are allowed`);

/** At most 200 lines for what is published, 250 for tests. */
export const lengths: Step = {
  name: "lengths",
  run: () =>
    Promise.resolve({
      problems: [...tooLong(publishedFiles(), 200), ...tooLong(typescriptFiles("tests"), 250)],
    }),
};
