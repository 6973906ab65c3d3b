/**
 * A program that still uses `@effect/schema` and has its own `effect`: it knows some errors of a stop
 * by their JSON alone, and imports nothing of this package.
 */
import * as Schema from "@effect/schema/Schema";
import * as Either from "effect/Either";

const refusal = {
  status: Schema.Number,
  code: Schema.optional(Schema.String),
  detail: Schema.optional(Schema.String),
};

/** As a plain struct, with its pause in milliseconds. */
const NetworkBusy = Schema.TaggedStruct("NetworkBusy", {
  ...refusal,
  retryable: Schema.Literal(true),
  retryAfter: Schema.optional(Schema.DurationFromMillis),
});

/** As an error of the program's own, with the message that came along. */
class AuthExpired extends Schema.TaggedError<AuthExpired>()("AuthExpired", {
  ...refusal,
  message: Schema.String,
}) {}

const StopFailure = Schema.Union(NetworkBusy, AuthExpired);

const decode = Schema.decodeUnknownEither(Schema.parseJson(StopFailure));

/** What the program makes of an error's JSON, in words. */
export const readStopFailure = (json: string): string =>
  Either.match(decode(json), {
    onLeft: () => "not known",
    onRight: (failure) =>
      failure instanceof AuthExpired
        ? `an AuthExpired of its own: ${failure.message}`
        : `a struct of NetworkBusy: ${failure.code}, pause ${String(failure.retryAfter)}`,
  });
