/**
 * Whatever a program can import says what it is, since when, and where it belongs.
 *
 * Read by the compiler rather than by `deno doc --lint`, which cannot be content while public types
 * name types of npm packages.
 */
import { join } from "node:path";
import ts from "typescript";
import { compilerOptions } from "../compiler.ts";
import { entrypoints, fromRoot, root } from "../project.ts";
import type { Step } from "../step.ts";

const positionOf = (node: ts.Node): string => {
  const file = node.getSourceFile();
  return `${fromRoot(file.fileName)}:${
    file.getLineAndCharacterOfPosition(node.getStart()).line + 1
  }`;
};

/** What a doc comment of a symbol lacks; a variable's comment stands before its statement. */
const missingIn = (declaration: ts.Declaration): ReadonlyArray<string> => {
  const comments = ts.getJSDocCommentsAndTags(declaration).filter(ts.isJSDoc);
  const text = comments.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "").join("");
  const tags = new Set(ts.getJSDocTags(declaration).map(({ tagName }) => tagName.text));
  return [
    ...(text.trim() === "" ? ["a sentence that says what it is"] : []),
    ...["since", "category"].filter((tag) => !tags.has(tag)).map((tag) => `@${tag}`),
  ];
};

/** Every declaration of a symbol wants a comment: an interface and a const of one name are two. */
const undocumented = (name: string, symbol: ts.Symbol): ReadonlyArray<string> =>
  (symbol.declarations ?? [])
    .filter((declaration) => !declaration.getSourceFile().fileName.includes("/node_modules/"))
    // Of an overloaded function the first signature carries the comment.
    .filter((node, index) => !(ts.isFunctionDeclaration(node) && index > 0))
    .map((declaration) => ({ declaration, missing: missingIn(declaration) }))
    .filter(({ missing }) => missing.length > 0)
    .map(({ declaration, missing }) =>
      `${positionOf(declaration)} ${name} lacks ${missing.join(" and ")}`
    );

/** A module's own comment is the first in the file, and says so by `@module`. */
const withoutModuleDoc = (file: ts.SourceFile): ReadonlyArray<string> => {
  const [first] = ts.getLeadingCommentRanges(file.text, 0) ?? [];
  const comment = first === undefined ? "" : file.text.slice(first.pos, first.end);
  const isModuleDoc = comment.startsWith("/**") && comment.includes("@module");
  return isModuleDoc ? [] : [`${fromRoot(file.fileName)}:1 has no comment of the module (@module)`];
};

const problems = (): ReadonlyArray<string> => {
  const files = entrypoints().map(({ source }) => join(root, source));
  const program = ts.createProgram(files, compilerOptions());
  const checker = program.getTypeChecker();
  const found = new Set<string>();
  const visited = new Set<ts.SourceFile>();
  const visit = (file: ts.SourceFile): void => {
    if (visited.has(file)) return;
    visited.add(file);
    withoutModuleDoc(file).forEach((problem) => found.add(problem));
    const module = checker.getSymbolAtLocation(file);
    for (const exported of module === undefined ? [] : checker.getExportsOfModule(module)) {
      const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
      const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported;
      const [declaration] = symbol.declarations ?? [];
      // `export * as StaticToken` exports a module: what is in it is public too.
      if (declaration !== undefined && ts.isSourceFile(declaration)) visit(declaration);
      else undocumented(exported.name, symbol).forEach((problem) => found.add(problem));
    }
  };
  for (const file of files) {
    const source = program.getSourceFile(file);
    if (source === undefined) found.add(`${fromRoot(file)}: there is no such file`);
    else visit(source);
  }
  return [...found];
};

/** Every public symbol and every module is documented. */
export const docs: Step = {
  name: "docs",
  run: () => Promise.resolve().then(() => ({ problems: problems() })),
};
