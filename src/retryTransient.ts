/**
 * Retries what passes by itself.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Either from "effect/Either";
import type { InvalidRequest } from "./errors/request.ts";
import { attempts } from "./retry/attempts.ts";
import { override, type RetryOptions } from "./retry/options.ts";
import { RetryPolicy } from "./RetryPolicy.ts";
import type { StopTaskError } from "./StopTaskError.ts";

/**
 * Retries an effect that fails with a `StopTaskError` whose own `retryable` says that the same call
 * may succeed later; every other failure comes out at once.
 *
 * Before the i-th retry it waits `random · min(base · 2^i, cap)` (full jitter), but no less than the
 * error's `retryAfter`, and no more than is left of the deadline, after which it tries one last time.
 * By default: 5 attempts in all, a base of 200 milliseconds (1 second after `Throttled`), a cap of 20
 * seconds, a deadline of 60 seconds. An attempt that has begun is not cut off by the deadline.
 *
 * Retries are paid for out of a bucket that the program shares, so that an outage is not made worse:
 * it holds 500, a retry takes 5, after a timeout 10, a success gives back what its last retry took,
 * or 1. When it is empty, the error comes out at once.
 *
 * All of this is the `RetryPolicy` in the context, which has that default; the options override its
 * bounds one by one, and share its bucket. Each retry is logged at level debug, annotated with
 * what the error is; `Metrics.retryTokens` tells what the bucket holds. Time is Effect's
 * `Clock`, chance its `Random`.
 *
 * Fails with the error of the last attempt, or with `InvalidRequest`, nothing tried, for an option
 * that means nothing.
 *
 * @example
 * ```ts
 * import { retryTransient, stopTask } from "@codearts/check";
 *
 * const program = stopTask("5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d", { region: "cn-north-4" }).pipe(
 *   retryTransient({ maxAttempts: 3, deadline: "10 seconds" }),
 * );
 * ```
 *
 * @since 0.1.0
 * @category combinators
 */
export const retryTransient = (options?: RetryOptions): <A, E extends StopTaskError, R>(
  self: Effect.Effect<A, E, R>,
) => Effect.Effect<A, E | InvalidRequest, R> =>
<A, E extends StopTaskError, R>(self: Effect.Effect<A, E, R>) =>
  Effect.flatMap(RetryPolicy, (policy): Effect.Effect<A, E | InvalidRequest, R> => {
    const settings = override(policy, options);
    if (Either.isLeft(settings)) return Effect.fail(settings.left);
    const bounded = { ...settings.right, bucket: policy.bucket };
    return Effect.flatMap(Clock.currentTimeMillis, (now) => attempts(self, bounded, now));
  });
