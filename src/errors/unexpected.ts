/**
 * Replies that say something else: documented shapes with other codes, and no known shape at all.
 *
 * @module
 */
import * as Schema from "effect/Schema";
import { type TaggedClass, taggedError } from "../schema/taggedError.ts";
import { type Final, final, type FinalRefusal, finalRefusal } from "./fields.ts";
import { adviceFor } from "./advice.ts";
import { describe } from "./text.ts";

/** What is kept of a refusal that has no member of its own. */
type OtherRefusal = Omit<FinalRefusal, "code"> & {
  /** The service's own code. */
  readonly code: typeof Schema.String;
};

const otherRefusal = (): OtherRefusal => ({ ...finalRefusal(), code: Schema.String });

const ServiceErrorClass: TaggedClass<ServiceError, "ServiceError", OtherRefusal> = taggedError(
  "ServiceError",
  otherRefusal,
);

/**
 * The service refused with a code that has no member of its own: its `code` is kept, and the message
 * says what the documentation advises for it (CodeArts Check API Reference and API Gateway, "Error
 * Codes").
 *
 * @example
 * ```ts
 * import type { ServiceError } from "@codearts/check";
 *
 * const isForSupport = (error: ServiceError) => error.code.startsWith("CC.0005");
 * ```
 *
 * @since 0.1.0
 * @category errors
 */
export class ServiceError extends ServiceErrorClass {
  override get message(): string {
    return describe("CodeArts Check answered with an error", this, adviceFor(this.code));
  }
}

/** What is kept of a reply that nobody documented. */
type Surprise = Final & {
  /** The HTTP status. */
  readonly status: typeof Schema.Number;
  /** The `x-request-id` of the reply, where it had one. */
  readonly requestId: Schema.optional<typeof Schema.String>;
  /** The first 512 characters of the body, secrets taken out. */
  readonly body: typeof Schema.String;
};

const surprise = (): Surprise => ({
  ...final(),
  status: Schema.Number,
  requestId: Schema.optional(Schema.String),
  body: Schema.String,
});

const UnexpectedResponseClass: TaggedClass<UnexpectedResponse, "UnexpectedResponse", Surprise> =
  taggedError("UnexpectedResponse", surprise);

/**
 * The reply is none of the documented ones: HTML, cut JSON, a redirect (never followed: it would take
 * the token to another host), a success with a body that is none.
 *
 * @example
 * ```ts
 * import type { UnexpectedResponse } from "@codearts/check";
 *
 * const isRedirect = (error: UnexpectedResponse) => error.status >= 300 && error.status < 400;
 * ```
 *
 * @since 0.1.0
 * @category errors
 */
export class UnexpectedResponse extends UnexpectedResponseClass {
  override get message(): string {
    return describe(
      "The reply is none that CodeArts Check documents",
      {
        status: this.status,
        requestId: this.requestId,
        detail: this.body === "" ? "no body" : this.body,
      },
      "Check the endpoint, and any proxy in between.",
    );
  }
}
