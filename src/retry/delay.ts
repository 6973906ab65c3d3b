/**
 * How long to wait before the next attempt.
 *
 * @module
 */
import * as Duration from "effect/Duration";
import type { StopTaskError } from "../StopTaskError.ts";
import type { Settings } from "./options.ts";

/** From here on a doubling changes nothing, and the product stays a number. */
const mostDoublings = 60;

/** The pause that a reply asked for, in milliseconds. */
const askedMillis = (error: StopTaskError): number =>
  "retryAfter" in error && error.retryAfter !== undefined ? Duration.toMillis(error.retryAfter) : 0;

/**
 * Full jitter, `random · min(base · 2^i, max)` before the i-th retry from 0, but no less than the
 * reply asks for, and no more than is left of the deadline.
 */
export const delayMillis = (
  error: StopTaskError,
  retry: number,
  random: number,
  leftMillis: number,
  settings: Settings,
): number => {
  const base = error._tag === "Throttled" ? settings.throttledDelay : settings.baseDelay;
  const ceiling = Math.min(
    Duration.toMillis(base) * 2 ** Math.min(retry, mostDoublings),
    Duration.toMillis(settings.maxDelay),
    Number.MAX_VALUE, // nothing of forever is no number
  );
  return Math.min(Math.max(Math.ceil(random * ceiling), askedMillis(error)), leftMillis);
};
