/**
 * Attempts, one after the other, as long as the last failed with what passes.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Random from "effect/Random";
import { attributesOf } from "../errors/attributes.ts";
import type { StopTaskError } from "../StopTaskError.ts";
import { delayMillis } from "./delay.ts";
import type { Settings } from "./options.ts";
import * as TokenBucket from "./TokenBucket.ts";

/** By what is tried again. */
export interface Rules extends Settings {
  readonly bucket: TokenBucket.TokenBucket;
}

/**
 * Attempts by rules, the first of them now. The deadline counts from `startMillis`, or from the end
 * of the first attempt where none is given; `about` goes into the log with each retry.
 */
export const attempts = <A, E extends StopTaskError, R>(
  attempt: Effect.Effect<A, E, R>,
  rules: Rules,
  startMillis: number | undefined,
  about: Readonly<Record<string, unknown>> = {},
): Effect.Effect<A, E, R> => {
  const deadlineMillis = Duration.toMillis(rules.deadline);
  /** The attempt after so many retries, and what the last of them took out of the bucket. */
  const next = (
    retries: number,
    taken: number | undefined,
    since: number | undefined,
  ): Effect.Effect<A, E, R> =>
    Effect.matchEffect(attempt, {
      onSuccess: (value) => {
        TokenBucket.give(rules.bucket, taken);
        return Effect.succeed(value);
      },
      onFailure: (error) => {
        if (!error.retryable || retries + 1 >= rules.maxAttempts) return Effect.fail(error);
        return Effect.zipWith(Clock.currentTimeMillis, Random.next, (now, random) => {
          const start = since ?? now;
          const leftMillis = deadlineMillis - (now - start);
          const cost = leftMillis > 0 ? TokenBucket.take(rules.bucket, error) : undefined;
          if (cost === undefined) return Effect.fail(error);
          const delay = Duration.millis(delayMillis(error, retries, random, leftMillis, rules));
          const log = Effect.logDebug(
            `Attempt ${retries + 2} of ${rules.maxAttempts} follows in ${
              Duration.format(delay)
            }, after ${error._tag}: ${error.message}`,
          );
          return Effect.annotateLogs(log, {
            ...about,
            ...attributesOf(error),
            "http.request.resend_count": retries + 1,
            "codearts.check.retry.delay": Duration.toSeconds(delay),
          }).pipe(
            Effect.zipRight(Effect.sleep(delay)),
            Effect.zipRight(Effect.suspend(() => next(retries + 1, cost, start))),
          );
        }).pipe(Effect.flatten);
      },
    });
  return next(0, undefined, startMillis);
};
