/**
 * Text as a terminal may have it, and as wide as it may be.
 *
 * @module
 */
import getTruncatedWidth from "fast-string-truncated-width";

/** Controls, and what turns the direction of writing: a task's name must not drive a terminal. */
// deno-lint-ignore no-control-regex
const unprintable = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

/** The text without what a terminal would take for a command. */
export const printable = (text: string): string => text.replace(unprintable, " ");

/** The columns of a text: Chinese counts two. */
export const widthOf = (text: string): number => getTruncatedWidth(text).width;

const segmenter = new Intl.Segmenter();

/**
 * The text, cut to so many columns with a `…`, and never within a character. (The library's own cut
 * is too late by what stands before a run of Chinese or Latin letters.)
 */
export const fit = (text: string, columns: number): string => {
  if (widthOf(text) <= columns) return text;
  let kept = "";
  let width = 1;
  for (const { segment } of segmenter.segment(text)) {
    width += widthOf(segment);
    if (width > columns) break;
    kept += segment;
  }
  return columns < 1 ? "" : `${kept}…`;
};

/** The text, cut or filled up to so many columns. */
export const pad = (text: string, columns: number): string => {
  const fitted = fit(text, columns);
  return fitted + " ".repeat(Math.max(0, columns - widthOf(fitted)));
};
