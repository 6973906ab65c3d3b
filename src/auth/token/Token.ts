/**
 * A token and how long it lasts, as a plain value.
 *
 * @module
 */
import * as Redacted from "effect/Redacted";

/**
 * A token and how long it lasts. Times are milliseconds since 1970 by the clock of whoever fetched
 * it: the end is counted from the request on, so that a clock that is off changes nothing.
 *
 * @since 0.1.0
 * @category models
 */
export interface Token {
  /** What `X-Auth-Token` carries. */
  readonly value: Redacted.Redacted<string>;
  /** When it was asked for. */
  readonly issuedAt: number;
  /** When it ends. */
  readonly expiresAt: number;
}

/**
 * The characters of a token: visible ASCII, 1 to 100,000 of it. Anything else would break the
 * header, or fail in the runtime with the token in its message.
 */
export const tokenPattern: RegExp = /^[\x21-\x7e]{1,100000}$/;

/** Whether a value is a token: what a store gives back may be anything. */
export const isToken = (value: unknown): value is Token => {
  if (typeof value !== "object" || value === null) return false;
  const { expiresAt, issuedAt, value: token }: Partial<Record<keyof Token, unknown>> = value;
  if (!Redacted.isRedacted(token)) return false;
  const text = Redacted.value(token);
  return typeof text === "string" && tokenPattern.test(text) &&
    Number.isFinite(issuedAt) && Number.isFinite(expiresAt);
};
