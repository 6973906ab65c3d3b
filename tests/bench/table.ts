/**
 * Aligned columns.
 *
 * @module
 */

/** A table with its title; the first column is aligned to the left, the others to the right. */
export const table = (
  title: string,
  head: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
): string => {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0))
  );
  const line = (row: ReadonlyArray<string>): string =>
    widths.map((width, column) => {
      const cell = row[column] ?? "";
      return column === 0 ? cell.padEnd(width) : cell.padStart(width);
    }).join("  ");
  return [
    title,
    line(head),
    widths.map((width) => "-".repeat(width)).join("  "),
    ...rows.map(line),
  ]
    .join("\n");
};
