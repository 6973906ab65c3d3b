/** What a program pays in bytes, and the most that it may. */
import { type Bundle, bundle, gzippedSize, packageOf, shortName } from "../bundle.ts";
import { type Budget, entrypointBudgets, workers } from "../bundles/budgets.ts";
import { entrypoints } from "../project.ts";
import type { Findings, Step } from "../step.ts";

const kB = (bytes: number): string => (bytes / 1000).toFixed(1);

const largest = (sizes: Iterable<readonly [string, number]>): string =>
  [...sizes].sort(([, a], [, b]) => b - a).slice(0, 3)
    .map(([name, bytes]) => `${name} ${kB(bytes)}`).join(", ");

const byPackage = (modules: Bundle["modules"]): ReadonlyMap<string, number> => {
  const sizes = new Map<string, number>();
  for (const [path, bytes] of modules) {
    const name = packageOf(path);
    sizes.set(name, (sizes.get(name) ?? 0) + bytes);
  }
  return sizes;
};

/** Every entrypoint with its budget; one without has none to keep, which is a problem. */
const subpaths = (): ReadonlyArray<Budget> =>
  entrypoints().map(({ source, specifier, subpath }) => ({
    what: specifier,
    entry: source,
    esbuild: entrypointBudgets[subpath] ?? 0,
  }));

interface Row extends Budget, Bundle {
  /** Gzipped after terser, where that has a budget. */
  readonly tersed: number | undefined;
}

const rowOf = async (budget: Budget): Promise<Row> => {
  const built = await bundle(budget.entry);
  if (budget.terser === undefined) return { ...budget, ...built, tersed: undefined };
  // A package of tests/runtimes, which is installed by the time that a step runs.
  const { terse } = await import("../../runtimes/terser.ts");
  return { ...budget, ...built, tersed: gzippedSize(await terse(built.code)) };
};

const problemsOf = (row: Row): ReadonlyArray<string> =>
  [["esbuild", row.gzipped, row.esbuild], ["terser", row.tersed, row.terser]].flatMap(
    ([minifier, size = 0, budget = Infinity]) =>
      Number(size) > Number(budget) * 1000
        ? [`${row.what}: ${kB(Number(size))} kB by ${minifier}, the budget is ${budget}`]
        : [],
  );

const lineOf = (cells: readonly [string, string, string, string, string, string]): string =>
  cells[0].padEnd(42) + cells.slice(1, 5).map((cell) => cell.padStart(8)).join("") +
  `  ${cells[5]}`;

const measure = async (): Promise<Findings> => {
  const rows: Array<Row> = [];
  for (const budget of [...workers, ...subpaths()]) rows.push(await rowOf(budget));
  return {
    problems: rows.flatMap(problemsOf),
    report: [
      "Sizes in kB, gzip -9: minified by esbuild, by terser after it; what is in them, minified",
      lineOf(["", "esbuild", "budget", "terser", "budget", "most of it"]),
      ...rows.map((row) =>
        lineOf([
          row.what,
          kB(row.gzipped),
          row.esbuild.toFixed(1),
          row.tersed === undefined ? "" : kB(row.tersed),
          row.terser?.toFixed(1) ?? "",
          `${largest(byPackage(row.modules))}; ${
            largest(row.modules.map(([path, n]) => [shortName(path), n]))
          }`,
        ])
      ),
    ].join("\n"),
  };
};

/** Each bundle stays within its budget. */
export const size: Step = { name: "size", run: measure };
