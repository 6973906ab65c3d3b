/**
 * The service that proves who is calling.
 *
 * @module
 */
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest";
import * as Context from "effect/Context";
import type * as Effect from "effect/Effect";
import type { AuthExpired, AuthRejected, TokenUnavailable } from "./errors/authentication.ts";

/**
 * Proves who is calling. Each way to do so is a layer of it; swapping that layer is all it takes to
 * change from one to another.
 *
 * @since 0.1.0
 * @category models
 */
export interface TokenService {
  /**
   * The request with its proof of identity: `X-Auth-Token`, or a signature in `Authorization`. It
   * is asked before every attempt, so a token that is cached costs nothing here.
   *
   * Fails with `TokenUnavailable` when no proof can be had.
   */
  readonly authorize: (
    request: HttpClientRequest,
  ) => Effect.Effect<HttpClientRequest, TokenUnavailable>;

  /**
   * Drops the proof that the refused request carried, and says whether a better one can be had: then
   * the call is authorized anew and replayed, once. It compares before it drops, so that a refusal
   * that comes late never throws a fresh proof away.
   *
   * Fails with `TokenUnavailable` when the renewal itself fails.
   */
  readonly renew: (
    rejected: HttpClientRequest,
    error: AuthExpired | AuthRejected,
  ) => Effect.Effect<boolean, TokenUnavailable>;
}

/**
 * The tag of the service. `TokenService.of` makes one from its two functions.
 *
 * @example
 * ```ts
 * import * as HttpClientRequest from "@effect/platform/HttpClientRequest";
 * import * as Effect from "effect/Effect";
 * import * as Layer from "effect/Layer";
 * import * as Ref from "effect/Ref";
 * import { TokenService } from "@codearts/check";
 *
 * // A token that somebody else keeps fresh:
 * const fromRef = (current: Ref.Ref<string>) =>
 *   Layer.succeed(
 *     TokenService,
 *     TokenService.of({
 *       authorize: (request) =>
 *         Effect.map(Ref.get(current), (token) =>
 *           HttpClientRequest.setHeader(request, "X-Auth-Token", token)),
 *       renew: (rejected) =>
 *         Effect.map(Ref.get(current), (token) => rejected.headers["x-auth-token"] !== token),
 *     }),
 *   );
 * ```
 *
 * @since 0.1.0
 * @category tags
 */
export const TokenService: Context.Tag<TokenService, TokenService> = Context.GenericTag<
  TokenService
>("@codearts/check/TokenService");
