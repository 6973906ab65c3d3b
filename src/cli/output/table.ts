/**
 * Rows in columns, as wide as the terminal.
 *
 * @module
 */
import { fit, pad, printable, widthOf } from "./printable.ts";

const gap = "  ";

/** A column that is cut is no narrower than this, while the others give way. */
const narrowest = 6;

/** How wide each column is; the first, which has the ids, gives way last. */
const shared = (natural: ReadonlyArray<number>, columns: number): ReadonlyArray<number> => {
  const widths = [...natural];
  const tooWide = (): boolean =>
    widths.reduce((sum, width) => sum + width, gap.length * (widths.length - 1)) > columns;
  while (tooWide()) {
    const widest = Math.max(...widths.slice(1));
    if (widest <= narrowest) break;
    widths[widths.lastIndexOf(widest)] = widest - 1;
  }
  return widths;
};

/** The lines of a table. In a pipe (no `columns`), its values with tabs between, and no heads. */
export const tableOf = (
  heads: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
  columns: number | undefined,
): ReadonlyArray<string> => {
  const texts = rows.map((row) => row.map(printable));
  if (columns === undefined) return texts.map((row) => row.join("\t"));
  const all = [heads, ...texts];
  const natural = heads.map((_, index) =>
    all.reduce((widest, row) => Math.max(widest, widthOf(row[index] ?? "")), 0)
  );
  const widths = shared(natural, columns);
  return all.map((row) =>
    fit(row.map((text, index) => pad(text, widths[index] ?? 0)).join(gap).trimEnd(), columns)
  );
};
