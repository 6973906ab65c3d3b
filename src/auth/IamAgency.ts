/**
 * A `TokenService` for an agency of IAM: the user of one account acts in another that delegates to
 * it.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import type * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import { TokenService } from "../TokenService.ts";
import { agencySource, type Options } from "./iam/agency.ts";
import { makeService } from "./iam/service.ts";

export type { Options } from "./iam/agency.ts";

/**
 * A service whose token IAM issues for an agency: `POST /v3/auth/tokens` with `assume_role` (IAM API
 * Reference, "Obtaining an Agency Token"). Who acts for the agency is proved by `base`; when IAM
 * refuses that proof, it is renewed, if it can be, and IAM asked once more.
 *
 * The token is kept fresh, shared and renewed as that of `IamPassword`, and fails in the same ways,
 * with `TokenUnavailable`: also where no proof of who acts can be had.
 *
 * @example
 * ```ts
 * import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
 * import * as Effect from "effect/Effect";
 * import * as Redacted from "effect/Redacted";
 * import { AccessKey, IamAgency } from "@codearts/check";
 *
 * // Who acts may prove itself in any way:
 * const service = IamAgency.make({
 *   agency: "checks-of-partner",
 *   domain: "their-account",
 *   project: "cn-north-4",
 *   base: AccessKey.make({
 *     accessKey: "QTWAEXAMPLE",
 *     secretKey: Redacted.make("MFyfEXAMPLE"),
 *   }),
 * }).pipe(Effect.provide(FetchHttpClient.layer));
 * ```
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options: Options): Effect.Effect<TokenService, never, HttpClient> =>
  makeService(options, agencySource);

/**
 * The layer of {@link make}.
 *
 * @example
 * ```ts
 * import * as Redacted from "effect/Redacted";
 * import { IamAgency } from "@codearts/check";
 *
 * const tokens = IamAgency.layer({
 *   agency: "checks-of-partner",
 *   domain: "their-account",
 *   project: "cn-north-4",
 *   base: {
 *     domain: "my-account",
 *     user: "ci",
 *     password: Redacted.make("correct horse battery staple"),
 *     project: "cn-north-4",
 *   },
 * });
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (options: Options): Layer.Layer<TokenService, never, HttpClient> =>
  Layer.effect(TokenService, make(options));
