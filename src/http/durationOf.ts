/**
 * Durations among the options.
 *
 * @module
 */
import * as Duration from "effect/Duration";
import * as Either from "effect/Either";
import { toStringUnknown } from "effect/Inspectable";
import { InvalidRequest } from "../errors/request.ts";
import { clip } from "../errors/text.ts";

/** A duration that an option gives, or what it is without one. */
export const durationOf = (
  what: string,
  given: Duration.DurationInput | undefined,
  otherwise: Duration.Duration,
): Either.Either<Duration.Duration, InvalidRequest> => {
  if (given === undefined) return Either.right(otherwise);
  return Either.fromOption(Duration.decodeUnknown(given), () =>
    new InvalidRequest({
      detail: `${what} ${
        clip(toStringUnknown(given), 64)
      } is no duration: expected milliseconds, or text such as "30 seconds"`,
    }, true));
};
