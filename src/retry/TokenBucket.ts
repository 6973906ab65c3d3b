/**
 * A budget of retries that a program shares: an outage must not be answered with more load.
 *
 * @module
 */
import { retryTokens } from "../Metrics.ts";
import type { StopTaskError } from "../StopTaskError.ts";

/** What a retry takes out of the bucket, as in the retry quota of the AWS SDKs. */
const costs = { retry: 5, afterTimeout: 10 };

/** What a success without a retry gives back. */
const refill = 1;

/** A plain value, which the requests of one isolate may share: nobody waits on it. */
export interface TokenBucket {
  readonly capacity: number;
  available: number;
}

/** A bucket that is full. */
export const make = (capacity: number): TokenBucket => ({ capacity, available: capacity });

/** Of no labels: the bucket is nobody's own. */
const hold = (bucket: TokenBucket, available: number): void => {
  // Most successes find it full, and one without an end never changes.
  if (available === bucket.available) return;
  bucket.available = available;
  retryTokens.unsafeUpdate(available, []);
};

/** What a retry after this error costs, taken out of the bucket; nothing, where it has not as much. */
export const take = (bucket: TokenBucket, error: StopTaskError): number | undefined => {
  const cost = error._tag === "RequestTimedOut" ? costs.afterTimeout : costs.retry;
  if (bucket.available < cost) return undefined;
  hold(bucket, bucket.available - cost);
  return cost;
};

/** A success gives back what its last retry took, or a little where there was none. */
export const give = (bucket: TokenBucket, taken: number | undefined): void => {
  hold(bucket, Math.min(bucket.capacity, bucket.available + (taken ?? refill)));
};
