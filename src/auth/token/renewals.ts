/**
 * How often refusals by the service may cause a renewal.
 *
 * @module
 */
import type { Slot } from "./Slot.ts";

/**
 * So many in a minute. A token can be revoked again and again, by each change of a permission; but a
 * service that refuses every token, such as that of another region, must not cost a call of IAM for
 * every stop.
 */
const limit = 6;

const minute = 60_000;

/** Counts one renewal, unless the limit is reached. */
export const mayRenew = (slot: Slot, now: number): boolean => {
  const recent = slot.renewals.filter((at) => at > now - minute && at <= now);
  const may = recent.length < limit;
  slot.renewals = may ? [...recent, now] : recent;
  return may;
};
