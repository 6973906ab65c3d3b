/**
 * Who imports whom among the published files, types included.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { fromRoot, publishedFiles, root } from "./project.ts";

/** What each file imports: files of the project by their path from the root, packages by name. */
export type ImportGraph = ReadonlyMap<string, ReadonlyArray<string>>;

const resolved = (importer: string, specifier: string): string =>
  specifier.startsWith(".") ? fromRoot(join(dirname(importer), specifier)) : specifier;

/** Reads the imports of every published file: `import`, `export … from` and `import()` alike. */
export const importGraph = (): ImportGraph =>
  new Map(
    publishedFiles().filter((file) => existsSync(join(root, file))).map((file) => {
      const text = readFileSync(join(root, file), "utf8");
      const { importedFiles } = ts.preProcessFile(text, true, true);
      return [file, importedFiles.map(({ fileName }) => resolved(file, fileName))];
    }),
  );

/** Everything that a file reaches, itself included. */
export const reachableFrom = (graph: ImportGraph, start: string): ReadonlySet<string> => {
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    graph.get(file)?.forEach(visit);
  };
  visit(start);
  return reached;
};
