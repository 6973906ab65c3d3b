/**
 * How a program retries what passes by itself, as a value in its context.
 *
 * @module
 */
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import { globalValue } from "effect/GlobalValue";
import * as Layer from "effect/Layer";
import type { InvalidRequest } from "./errors/request.ts";
import { defaults, invalid, override, type RetryOptions, type Settings } from "./retry/options.ts";
import * as TokenBucket from "./retry/TokenBucket.ts";

/**
 * How a program retries: the bounds of attempts and waits, and the bucket that all who retry by it
 * share.
 *
 * @since 0.1.0
 * @category models
 */
export interface RetryPolicy extends Settings {
  /** What retries may still cost; a plain value, shared by everybody who has this policy. */
  readonly bucket: TokenBucket.TokenBucket;
}

/**
 * The options of a policy.
 *
 * @since 0.1.0
 * @category options
 */
export interface Options extends RetryOptions {
  /**
   * What the bucket holds; 500 by default. A retry takes 5, after a timeout 10; a success gives back
   * what its retry took, or 1. While it has not as much, nothing is retried: an outage is not made
   * worse. `Infinity` never runs out.
   */
  readonly capacity?: number | undefined;
}

const defaultCapacity = 500;

/** One for the process or isolate, so that programs which share nothing else spare the service together. */
const standard = globalValue("@codearts/check/RetryPolicy", (): RetryPolicy => ({
  ...defaults,
  bucket: TokenBucket.make(defaultCapacity),
}));

/**
 * The policy in the context, with a default: 5 attempts, first waits of at most 200 milliseconds (1
 * second after `Throttled`), waits of at most 20 seconds, a deadline of 60 seconds, and one bucket
 * of 500 for the process or isolate.
 *
 * @example
 * ```ts
 * import * as Effect from "effect/Effect";
 * import { RetryPolicy } from "@codearts/check";
 *
 * const left = Effect.map(RetryPolicy.RetryPolicy, ({ bucket }) => bucket.available);
 * ```
 *
 * @since 0.1.0
 * @category references
 */
export const RetryPolicy: Context.ReferenceClass<
  RetryPolicy,
  "@codearts/check/RetryPolicy",
  RetryPolicy
> = Context.Reference<RetryPolicy>()("@codearts/check/RetryPolicy", {
  defaultValue: () => standard,
});

/**
 * A policy with a bucket of its own. Fails with `InvalidRequest` for an option that means nothing: a
 * negative number, what is no number, what is no duration, less than one attempt.
 *
 * @example
 * ```ts
 * import * as Effect from "effect/Effect";
 * import { retryTransient, RetryPolicy, stopTask } from "@codearts/check";
 *
 * const program = Effect.gen(function* () {
 *   const policy = yield* RetryPolicy.make({ maxAttempts: 3, deadline: "10 seconds" });
 *   yield* stopTask("5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d", { region: "cn-north-4" }).pipe(
 *     retryTransient(),
 *     Effect.provideService(RetryPolicy.RetryPolicy, policy),
 *   );
 * });
 * ```
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options?: Options): Effect.Effect<RetryPolicy, InvalidRequest> =>
  Effect.suspend(() => {
    const capacity = options?.capacity ?? defaultCapacity;
    if (typeof capacity !== "number" || !(capacity >= 0)) {
      return Effect.fail(invalid("capacity", capacity, "a number from 0, or Infinity"));
    }
    return Effect.map(
      override(defaults, options),
      (settings) => ({ ...settings, bucket: TokenBucket.make(capacity) }),
    );
  });

/**
 * The policy that retries nothing.
 *
 * @example
 * ```ts
 * import * as Effect from "effect/Effect";
 * import { retryTransient, RetryPolicy, stopTask } from "@codearts/check";
 *
 * const once = stopTask("5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d", { region: "cn-north-4" }).pipe(
 *   retryTransient(),
 *   Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none),
 * );
 * ```
 *
 * @since 0.1.0
 * @category constructors
 */
export const none: RetryPolicy = { ...defaults, maxAttempts: 1, bucket: TokenBucket.make(0) };

/**
 * The layer of {@link make}: what is provided with it retries by this policy, and shares its bucket.
 *
 * @example
 * ```ts
 * import * as EdgeHttpClient from "@codearts/check/EdgeHttpClient";
 * import * as Layer from "effect/Layer";
 * import { RetryPolicy, StaticToken } from "@codearts/check";
 *
 * const live = Layer.mergeAll(
 *   EdgeHttpClient.layer,
 *   StaticToken.layerConfig(),
 *   RetryPolicy.layer({ maxAttempts: 8, deadline: "5 minutes" }),
 * );
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (options?: Options): Layer.Layer<RetryPolicy, InvalidRequest> =>
  Layer.effect(RetryPolicy, make(options));
