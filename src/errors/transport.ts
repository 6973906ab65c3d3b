/**
 * No reply came: whether the service carried the call out is not known.
 *
 * @module
 */
import * as Duration from "effect/Duration";
import * as Schema from "effect/Schema";
import { type TaggedClass, taggedError } from "../schema/taggedError.ts";
import { type Ambiguous, ambiguous } from "./fields.ts";
import { describe } from "./text.ts";

/** Why no reply came. */
type Failure = Ambiguous & {
  /** What the runtime said, in words. */
  readonly reason: typeof Schema.String;
};

const failure = (): Failure => ({ ...ambiguous(), reason: Schema.String });

const ConnectionFailedClass: TaggedClass<ConnectionFailed, "ConnectionFailed", Failure> =
  taggedError("ConnectionFailed", failure);

/**
 * The connection could not be made, or broke before the whole reply came. `ambiguous`: the stop may
 * have arrived. Retryable: a stop that arrives twice stops once.
 *
 * @example
 * ```ts
 * import type { ConnectionFailed } from "@codearts/check";
 *
 * const line = (error: ConnectionFailed) => error.reason;
 * ```
 *
 * @since 0.1.0
 * @category errors
 */
export class ConnectionFailed extends ConnectionFailedClass {
  override get message(): string {
    return describe(
      "No reply from CodeArts Check",
      { detail: this.reason },
      "The call may have arrived all the same. Check the network and the endpoint, and try again.",
    );
  }
}

/** How long was waited. */
type Timeout = Ambiguous & {
  /** How long the attempt was given; milliseconds in JSON. */
  readonly timeout: typeof Schema.DurationFromMillis;
};

const timedOut = (): Timeout => ({ ...ambiguous(), timeout: Schema.DurationFromMillis });

const RequestTimedOutClass: TaggedClass<RequestTimedOut, "RequestTimedOut", Timeout> = taggedError(
  "RequestTimedOut",
  timedOut,
);

/**
 * The whole reply did not come within the time that one attempt is given (30 seconds, unless the
 * program says otherwise); the request was aborted. `ambiguous`: the stop may have arrived. Retryable.
 *
 * @example
 * ```ts
 * import * as Duration from "effect/Duration";
 * import type { RequestTimedOut } from "@codearts/check";
 *
 * const waited = (error: RequestTimedOut) => Duration.toMillis(error.timeout);
 * ```
 *
 * @since 0.1.0
 * @category errors
 */
export class RequestTimedOut extends RequestTimedOutClass {
  override get message(): string {
    return `No reply from CodeArts Check within ${Duration.format(this.timeout)}. ` +
      "The call may have arrived all the same. Try again, or give it a longer timeout.";
  }
}
