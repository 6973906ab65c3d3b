/** No file of `src` imports itself by way of others. */
import { type ImportGraph, importGraph } from "../imports.ts";
import type { Step } from "../step.ts";

/** The first cycle that each file closes, as the path that leads back to it. */
const cyclesOf = (graph: ImportGraph): ReadonlyArray<string> => {
  const found: Array<string> = [];
  const done = new Set<string>();
  const visit = (file: string, path: ReadonlyArray<string>): void => {
    const seenAt = path.indexOf(file);
    if (seenAt >= 0) found.push([...path.slice(seenAt), file].join(" -> "));
    if (seenAt >= 0 || done.has(file)) return;
    graph.get(file)?.forEach((imported) => visit(imported, [...path, file]));
    done.add(file);
  };
  [...graph.keys()].forEach((file) => visit(file, []));
  return found;
};

/** Imports form no cycle, those of types included. */
export const cycles: Step = {
  name: "cycles",
  run: () => Promise.resolve({ problems: cyclesOf(importGraph()) }),
};
