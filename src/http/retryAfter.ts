/**
 * The pause that a reply asks for.
 *
 * @module
 */
import * as Duration from "effect/Duration";

/** The three forms of RFC 9110, section 5.6.7; `Date.parse` alone takes nearly any words for a date. */
const httpDate =
  /^(?:[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT|[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT|([A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}))$/;

/** Milliseconds of the epoch, or not a number. */
const dateOf = (value: string): number => {
  const [date, withoutZone] = httpDate.exec(value) ?? [];
  return Date.parse(withoutZone === undefined ? date ?? "" : `${withoutZone} GMT`);
};

/**
 * Reads `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date. A date is measured against
 * the reply's own `Date`, where it has one, so that a clock that is off here changes nothing.
 */
export const retryAfterOf = (
  headers: Readonly<Record<string, string | undefined>>,
  nowMillis: number,
): Duration.Duration | undefined => {
  const value = headers["retry-after"]?.trim() ?? "";
  if (/^\d{1,9}$/.test(value)) return Duration.seconds(Number(value));
  const at = dateOf(value);
  if (Number.isNaN(at)) return undefined;
  const sent = dateOf(headers["date"]?.trim() ?? "");
  return Duration.millis(Math.max(0, at - (Number.isNaN(sent) ? nowMillis : sent)));
};
