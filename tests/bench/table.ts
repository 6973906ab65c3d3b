/**
 * Tables, aligned for a terminal or in Markdown.
 *
 * @module
 */

/** A table; the first column is aligned to the left, the others to the right. */
export interface Table {
  readonly title: string;
  readonly head: ReadonlyArray<string>;
  readonly rows: ReadonlyArray<ReadonlyArray<string>>;
}

/** How a table is written. */
export type Format = (table: Table) => string;

const aligned = (
  { head, rows }: Table,
  line: (cells: ReadonlyArray<string>) => string,
  rule: (width: number, column: number) => string,
): ReadonlyArray<string> => {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0))
  );
  const padded = (row: ReadonlyArray<string>): string =>
    line(widths.map((width, column) => {
      const cell = row[column] ?? "";
      return column === 0 ? cell.padEnd(width) : cell.padStart(width);
    }));
  return [padded(head), line(widths.map(rule)), ...rows.map(padded)];
};

/** For a terminal. */
export const asText: Format = (table) =>
  [
    table.title,
    ...aligned(table, (cells) => cells.join("  ").trimEnd(), (width) => "-".repeat(width)),
  ].join("\n");

/** For a README. */
export const asMarkdown: Format = (table) =>
  [
    `**${table.title}**`,
    "",
    ...aligned(
      table,
      (cells) => `| ${cells.join(" | ")} |`,
      (width, column) => column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
    ),
  ].join("\n");
