/**
 * The dates of IAM's replies.
 *
 * @module
 */

/** Milliseconds since 1970. IAM writes microseconds; not every runtime reads more digits than three. */
export const timeOf = (text: string | undefined): number =>
  Date.parse(text?.replace(/(\.\d{3})\d+/, "$1") ?? "");
