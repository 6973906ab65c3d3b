/**
 * What a program may say of retries, read and checked.
 *
 * @module
 */
import * as Duration from "effect/Duration";
import * as Either from "effect/Either";
import { toStringUnknown } from "effect/Inspectable";
import * as Option from "effect/Option";
import { InvalidRequest } from "../errors/request.ts";
import { clip } from "../errors/text.ts";

/**
 * How transient failures are retried. Each field has a default, or the value of the policy that it
 * overrides.
 *
 * @since 0.1.0
 * @category options
 */
export interface RetryOptions {
  /** The attempts in all, the first among them; 5 by default. `Infinity` leaves it to the deadline. */
  readonly maxAttempts?: number | undefined;
  /** The longest first wait; it doubles with every retry. 200 milliseconds by default. */
  readonly baseDelay?: Duration.DurationInput | undefined;
  /** The longest first wait after `Throttled`. 1 second by default. */
  readonly throttledDelay?: Duration.DurationInput | undefined;
  /** The longest wait that is made up here; `Retry-After` may ask for more. 20 seconds by default. */
  readonly maxDelay?: Duration.DurationInput | undefined;
  /** The time after which no attempt begins, from the start of the first. 60 seconds by default. */
  readonly deadline?: Duration.DurationInput | undefined;
}

/** The options, checked. */
export interface Settings {
  readonly maxAttempts: number;
  readonly baseDelay: Duration.Duration;
  readonly throttledDelay: Duration.Duration;
  readonly maxDelay: Duration.Duration;
  readonly deadline: Duration.Duration;
}

/** What a program means unless it says otherwise: the figures of the AWS SDKs, with a deadline. */
export const defaults: Settings = {
  maxAttempts: 5,
  baseDelay: Duration.millis(200),
  throttledDelay: Duration.seconds(1),
  maxDelay: Duration.seconds(20),
  deadline: Duration.minutes(1),
};

/** An option that means nothing. */
export const invalid = (name: string, given: unknown, expected: string): InvalidRequest => {
  const shown = clip(toStringUnknown(given), 64);
  const detail = `the retry option ${name} cannot be ${shown}: expected ${expected}`;
  return new InvalidRequest({ detail }, true);
};

/** `Duration` takes what is negative, or no number, for nothing: here it is a mistake. */
const isNegative = (given: unknown): boolean =>
  (typeof given === "number" && !(given >= 0)) || (typeof given === "bigint" && given < 0n) ||
  (typeof given === "string" && given.trim().startsWith("-"));

const delays = ["baseDelay", "throttledDelay", "maxDelay", "deadline"] as const;

/** The settings with what the options say instead. */
export const override = (
  settings: Settings,
  options: RetryOptions | undefined,
): Either.Either<Settings, InvalidRequest> => {
  // Programs without types may pass anything here.
  const given: RetryOptions = options ?? {};
  const maxAttempts = given.maxAttempts ?? settings.maxAttempts;
  if (!(maxAttempts === Infinity || (Number.isInteger(maxAttempts) && maxAttempts > 0))) {
    return Either.left(invalid("maxAttempts", maxAttempts, "a whole number from 1, or Infinity"));
  }
  const next: { -readonly [Name in keyof Settings]: Settings[Name] } = { ...settings, maxAttempts };
  for (const name of delays) {
    const delay = given[name];
    if (delay === undefined) continue;
    const duration = isNegative(delay) ? Option.none() : Duration.decodeUnknown(delay);
    if (Option.isNone(duration)) {
      return Either.left(invalid(name, delay, 'milliseconds from 0, or text such as "2 seconds"'));
    }
    next[name] = duration.value;
  }
  return Either.right(next);
};
