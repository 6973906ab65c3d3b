/**
 * What is to be reached.
 *
 * @module
 */

/** A target, and whether it was reached. */
export interface Target {
  readonly what: string;
  readonly target: string;
  readonly found: string;
  readonly reached: boolean;
}

const unit = (text: string): string => text === "" ? "" : ` ${text}`;

/** No more than so much. */
export const atMost = (
  what: string,
  found: number,
  limit: number,
  { digits = 2, of = "" }: { readonly digits?: number; readonly of?: string } = {},
): Target => ({
  what,
  target: `<= ${limit}${unit(of)}`,
  found: `${found.toFixed(digits)}${unit(of)}`,
  reached: found <= limit,
});

/** No less than so much. */
export const atLeast = (
  what: string,
  found: number,
  limit: number,
): Target => ({
  what,
  target: `>= ${limit.toFixed(2)}`,
  found: found.toFixed(2),
  reached: found >= limit,
});
