/**
 * Finds the code that README.md and doc comments show, and compiles it as a reader would.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { compilerOptions } from "./compiler.ts";
import { publishedFiles, root } from "./project.ts";

/** A fenced block of code, and where it stands. */
export interface Example {
  readonly file: string;
  /** The line of the file on which the code begins, counted from 1. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
}

/** The fenced blocks of a text in Markdown that begins on a line of a file. */
const blocksOf = (file: string, text: string, firstLine: number): ReadonlyArray<Example> =>
  [...text.matchAll(/^```(\w+)[^\n]*\n([\s\S]*?)^```/gm)].map((match) => ({
    file,
    line: firstLine + text.slice(0, match.index).split("\n").length,
    language: match[1] ?? "",
    code: match[2] ?? "",
  }));

/** The blocks of a file in Markdown; none when there is no such file. */
export const markdownExamples = (file: string): ReadonlyArray<Example> =>
  existsSync(join(root, file)) ? blocksOf(file, readFileSync(join(root, file), "utf8"), 1) : [];

/** The blocks in the doc comments of a text in TypeScript. */
export const commentExamples = (file: string, text: string): ReadonlyArray<Example> =>
  [...text.matchAll(/^[ \t]*\/\*\*[\s\S]*?\*\//gm)].flatMap((comment) =>
    blocksOf(
      file,
      comment[0].replace(/^[ \t]*\* ?/gm, ""),
      text.slice(0, comment.index).split("\n").length,
    )
  );

/** Every block of TypeScript that a reader is shown. */
export const examples = (): ReadonlyArray<Example> =>
  [
    ...markdownExamples("README.md"),
    ...publishedFiles().filter((file) => existsSync(join(root, file)))
      .flatMap((file) => commentExamples(file, readFileSync(join(root, file), "utf8"))),
  ].filter(({ language }) => language === "ts" || language === "typescript");

/** The name under which an example is compiled: in the root, where its imports resolve. */
const virtualPath = ({ file, line }: Example): string =>
  join(root, `${file.replace(/\W/g, "_")}_${line}.example.ts`);

/** An example may name what it does not use, but not import it. */
const isIdleName = (diagnostic: ts.Diagnostic, source: ts.SourceFile): boolean => {
  const statement = source.statements.find(({ pos, end }) =>
    diagnostic.start !== undefined && pos <= diagnostic.start && diagnostic.start < end
  );
  return diagnostic.reportsUnnecessary !== undefined &&
    (statement === undefined || !ts.isImportDeclaration(statement));
};

/**
 * Compiles all of them in one program, each a module of its own, with the flags of tsconfig.json.
 * Returns what is wrong with one, each line with its place in the file that shows it.
 */
export const compile = (
  all: ReadonlyArray<Example>,
): (example: Example) => ReadonlyArray<string> => {
  const texts = new Map(all.map((example) => [virtualPath(example), example.code]));
  const options: ts.CompilerOptions = {
    ...compilerOptions(),
    // Nobody imports an example, so what it exports needs no annotation.
    declaration: false,
    isolatedDeclarations: false,
    // The web's types and ambient.d.ts are all that an example can count on.
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, target) => {
    const text = host.readFile(path);
    return text === undefined ? undefined : ts.createSourceFile(path, text, target, true);
  };
  const ambient = join(root, "tests/gate/ambient.d.ts");
  const program = ts.createProgram([...texts.keys(), ambient], options, host);
  return (example) => {
    const source = program.getSourceFile(virtualPath(example));
    if (source === undefined) return [`${example.file}:${example.line} was not compiled`];
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
      .filter((diagnostic) => !isIdleName(diagnostic, source))
      .map((diagnostic) => {
        const { line } = source.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
        const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
        return `${example.file}:${example.line + line} ${message}`;
      });
  };
};
