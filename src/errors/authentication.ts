/**
 * The caller could not prove who it is, or may not do this.
 *
 * @module
 */
import * as Schema from "effect/Schema";
import { type TaggedClass, taggedError } from "../schema/taggedError.ts";
import { type Constant, type FinalRefusal, finalRefusal } from "./fields.ts";
import { describe } from "./text.ts";

const AuthExpiredClass: TaggedClass<AuthExpired, "AuthExpired", FinalRefusal> = taggedError(
  "AuthExpired",
  finalRefusal,
);

/**
 * The token has expired or must be replaced: `CC.00000003` "Authentication information expired.",
 * `CC.00050007`, `APIGW.0307` "The token must be updated" (which also comes when the call went to
 * another region's host), `IAM.0066`. By then the proof was renewed, if it could be, and the call
 * replayed once.
 *
 * @example
 * ```ts
 * import * as Effect from "effect/Effect";
 * import { type AuthExpired, stopTask } from "@codearts/check";
 *
 * const signInAgain = (error: AuthExpired) => Effect.logError(error.message);
 *
 * const program = stopTask("5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d", { region: "cn-north-4" }).pipe(
 *   Effect.catchTag("AuthExpired", signInAgain),
 * );
 * ```
 *
 * @since 0.1.0
 * @category errors
 */
export class AuthExpired extends AuthExpiredClass {
  override get message(): string {
    return describe(
      "The token has expired",
      this,
      "Provide a new token, and check that it was issued for the region that is called.",
    );
  }
}

const AuthRejectedClass: TaggedClass<AuthRejected, "AuthRejected", FinalRefusal> = taggedError(
  "AuthRejected",
  finalRefusal,
);

/**
 * The proof was refused: HTTP 401 of any other kind, such as `APIGW.0301` "Incorrect IAM
 * authentication information" (a wrong or foreign token, a wrong signature, a clock that is off).
 *
 * @example
 * ```ts
 * import type { AuthRejected } from "@codearts/check";
 *
 * const forSupport = (error: AuthRejected) => error.requestId ?? "no request id";
 * ```
 *
 * @since 0.1.0
 * @category errors
 */
export class AuthRejected extends AuthRejectedClass {
  override get message(): string {
    return describe(
      "The service does not accept this proof of identity",
      this,
      "Check the token or the keys, and that they belong to the region that is called.",
    );
  }
}

/** What is kept when a permission is missing. */
type Denial = FinalRefusal & {
  /** The policy engine's explanation, encoded by IAM: decode it with IAM's own API. */
  readonly encodedAuthorizationMessage: Schema.optional<typeof Schema.String>;
};

const denial = (): Denial => ({
  ...finalRefusal(),
  encodedAuthorizationMessage: Schema.optional(Schema.String),
});

const PermissionDeniedClass: TaggedClass<PermissionDenied, "PermissionDenied", Denial> =
  taggedError("PermissionDenied", denial);

/**
 * The caller is known and may not do this: HTTP 403, `CC.00050010`, `CC.00050011` "not in any
 * project", `APIGW.0302` and its like. A stop needs `codeartscheck:task:execute` (CodeArts Check API
 * Reference, "StopTaskByIdV2") and a role in the CodeArts project.
 *
 * @example
 * ```ts
 * import type { PermissionDenied } from "@codearts/check";
 *
 * const explain = (error: PermissionDenied) => error.encodedAuthorizationMessage ?? error.message;
 * ```
 *
 * @since 0.1.0
 * @category errors
 */
export class PermissionDenied extends PermissionDeniedClass {
  override get message(): string {
    return describe(
      "This identity may not do that",
      this,
      "Grant it codeartscheck:task:execute and a role in the CodeArts project.",
    );
  }
}

/** Why no proof could be had. */
type Unavailability = {
  /** Whether the same call may succeed later: where the source of proofs is down, or asks to wait. */
  readonly retryable: Constant<boolean>;
  /** What stood in the way, in words. */
  readonly reason: typeof Schema.String;
  /** The pause that the source of proofs asks for; milliseconds in JSON. */
  readonly retryAfter: Schema.optional<typeof Schema.DurationFromMillis>;
};

const unavailability = (): Unavailability => ({
  retryable: Schema.propertySignature(Schema.Boolean).pipe(
    Schema.withConstructorDefault(() => false),
  ),
  reason: Schema.String,
  retryAfter: Schema.optional(Schema.DurationFromMillis),
});

const TokenUnavailableClass: TaggedClass<TokenUnavailable, "TokenUnavailable", Unavailability> =
  taggedError("TokenUnavailable", unavailability);

/**
 * The `TokenService` has no proof of identity to give. It is not the refusal of a proof by CodeArts
 * Check, though one may have led to a renewal that failed. `retryable` where that passes by itself, as when IAM cannot be reached;
 * not where IAM refused the credentials.
 *
 * @example
 * ```ts
 * import * as Effect from "effect/Effect";
 * import { TokenService, TokenUnavailable } from "@codearts/check";
 *
 * const none = TokenService.of({
 *   authorize: () => Effect.fail(new TokenUnavailable({ reason: "nobody signed in" })),
 *   renew: () => Effect.succeed(false),
 * });
 * ```
 *
 * @since 0.1.0
 * @category errors
 */
export class TokenUnavailable extends TokenUnavailableClass {
  override get message(): string {
    return describe(
      "No proof of identity could be had",
      { detail: this.reason },
      this.retryable ? "Try again later." : "Check how the TokenService is provided.",
    );
  }
}
