/**
 * The fields that members of the error union have in common.
 *
 * @module
 */
import * as Schema from "effect/Schema";

/** A constant that constructors may leave out, and that JSON carries. */
export type Constant<A extends boolean> = Schema.PropertySignature<
  ":",
  A,
  never,
  ":",
  A,
  true,
  never
>;

const constant = <A extends boolean>(value: A): Constant<A> =>
  Schema.propertySignature(Schema.Literal(value)).pipe(Schema.withConstructorDefault(() => value));

/** The error goes away by itself: the same call may succeed later. */
export type Retryable = {
  readonly retryable: Constant<true>;
};

export const retryable = (): Retryable => ({ retryable: constant(true) });

/** Trying the same call again cannot help. */
export type Final = {
  readonly retryable: Constant<false>;
};

export const final = (): Final => ({ retryable: constant(false) });

/** No reply came: whether the service carried the call out is not known. */
export type Ambiguous = Retryable & {
  readonly ambiguous: Constant<true>;
};

export const ambiguous = (): Ambiguous => ({ ...retryable(), ambiguous: constant(true) });

/** What is kept of a refusal by the service. */
export type Refusal = {
  /** The HTTP status; a refusal can come with 200. */
  readonly status: typeof Schema.Number;
  /** The service's own code, such as `CC.00000003`, where the reply had one. */
  readonly code: Schema.optional<typeof Schema.String>;
  /** The `x-request-id` of the reply: what the provider's support asks for. */
  readonly requestId: Schema.optional<typeof Schema.String>;
  /** The service's own words, at most 512 characters. */
  readonly detail: Schema.optional<typeof Schema.String>;
};

export const refusal = (): Refusal => ({
  status: Schema.Number,
  code: Schema.optional(Schema.String),
  requestId: Schema.optional(Schema.String),
  detail: Schema.optional(Schema.String),
});

/** A refusal that passes, with the pause that the service asks for, if it does. */
export type TransientRefusal = Refusal & Retryable & {
  /** The pause that `Retry-After` asks for; milliseconds in JSON. */
  readonly retryAfter: Schema.optional<typeof Schema.DurationFromMillis>;
};

export const transientRefusal = (): TransientRefusal => ({
  ...refusal(),
  ...retryable(),
  retryAfter: Schema.optional(Schema.DurationFromMillis),
});

/** A refusal that stays. */
export type FinalRefusal = Refusal & Final;

export const finalRefusal = (): FinalRefusal => ({ ...refusal(), ...final() });
