/**
 * What `offset` counts, and what to ask for to read on from a row.
 *
 * The pages of 2023 of "ShowTaskListByProjectIdV2" and the official SDKs count rows, those since 2025
 * pages from 1, with 0 for a default: CodeArts Check API Reference. What the live service does is
 * not known; it is found out from what it answers.
 *
 * @module
 */

/**
 * What `offset` counts. From which row rows are counted makes no difference to who reads a row or
 * two twice.
 */
export type Reading = "rows" | "pagesFrom0" | "pagesFrom1";

/** Rows that are asked for at once. */
export interface Window {
  /** The row that comes first, from 0, where the reading is right and nothing was changed. */
  readonly first: number;
  /** Left out where the window begins with the first row: that is the first page by every reading. */
  readonly offset: number | undefined;
  readonly limit: number;
}

/** The first page. */
export const firstWindow = (limit: number): Window => ({ first: 0, offset: undefined, limit });

/**
 * The window that begins with rows that were read, at least one, and brings most of those from
 * `next` on. Pages begin at multiples of their length only: the length is chosen so that one of them
 * begins right before `next`.
 */
export const windowAt = (reading: Reading, next: number, longest: number): Window => {
  if (reading === "rows") {
    // Where rows are counted from 1, the window begins one earlier.
    return next < 2 ? firstWindow(longest) : { first: next - 2, offset: next - 1, limit: longest };
  }
  let best = firstWindow(longest);
  let gain = Math.max(0, longest - next);
  for (let limit = longest; limit > gain; limit--) {
    const page = Math.floor((next - 1) / limit);
    if ((page + 1) * limit - next <= gain) continue;
    gain = (page + 1) * limit - next;
    const offset = reading === "pagesFrom0" ? page : page + 1;
    best = page === 0 ? firstWindow(limit) : { first: page * limit, offset, limit };
  }
  // Nothing is gained where every length divides `next`.
  return gain > 0 || next <= longest ? best : windowAt(reading, next - 1, longest);
};
