/**
 * The pause that a reply asks for.
 *
 * @module
 */
import * as Duration from "effect/Duration";

/**
 * Reads `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date. A date is measured against
 * the reply's own `Date`, where it has one, so that a clock that is off here changes nothing.
 */
export const retryAfterOf = (
  headers: Readonly<Record<string, string | undefined>>,
  nowMillis: number,
): Duration.Duration | undefined => {
  const value = headers["retry-after"]?.trim();
  if (value === undefined || value === "") return undefined;
  if (/^\d{1,9}$/.test(value)) return Duration.seconds(Number(value));
  const at = /[a-z]/i.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(at)) return undefined;
  const sent = Date.parse(headers["date"] ?? "");
  return Duration.millis(Math.max(0, at - (Number.isNaN(sent) ? nowMillis : sent)));
};
