/** What a program pays in bytes, and the most that it may. */
import { type Bundle, bundle, packageOf, shortName } from "../bundle.ts";
import type { Findings, Step } from "../step.ts";

/** kB of 1000 bytes, minified by esbuild, gzip -9. */
const budgets: ReadonlyArray<
  { readonly what: string; readonly entry: string; readonly kB: number }
> = [
  { what: "stopTask alone", entry: "tests/gate/bundles/stopTask.ts", kB: 68.8 },
  { what: "worker on the stock client", entry: "tests/gate/bundles/stockWorker.ts", kB: 91 },
];

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

const measure = async (): Promise<Findings> => {
  const rows = await Promise.all(
    budgets.map(async (budget) => ({ ...budget, ...await bundle(budget.entry) })),
  );
  return {
    problems: rows.filter((row) => row.gzipped > row.kB * 1000)
      .map((row) => `${row.what}: ${kB(row.gzipped)} kB gzipped, the budget is ${row.kB}`),
    report: [
      `${"kB gzipped".padEnd(30)}${"size".padStart(6)}${"budget".padStart(8)}`,
      ...rows.flatMap(({ what, gzipped, kB: budget, modules }) => [
        `${what.padEnd(30)}${kB(gzipped).padStart(6)}${budget.toFixed(1).padStart(8)}`,
        `  packages, minified: ${largest(byPackage(modules))}`,
        `  modules, minified: ${largest(modules.map(([path, n]) => [shortName(path), n]))}`,
      ]),
    ].join("\n"),
  };
};

/** Each bundle stays within its budget. */
export const size: Step = { name: "size", run: measure };
