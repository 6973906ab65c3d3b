/**
 * Several ways to prove an identity, tried in order.
 *
 * @module
 */
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Either from "effect/Either";
import { toStringUnknown } from "effect/Inspectable";
import * as Layer from "effect/Layer";
import { TokenUnavailable } from "../errors/authentication.ts";
import { clip } from "../errors/text.ts";
import { TokenService } from "../TokenService.ts";

const wordsOf = (error: unknown): string =>
  clip(
    error instanceof TokenUnavailable
      ? error.reason
      : error instanceof Error
      ? error.message
      : typeof error === "object" && error !== null && "message" in error
      ? String(error.message)
      : toStringUnknown(error, 0),
    512,
  );

/** Where nobody has a proof: why each has none. It may pass if it may pass for one of them. */
const allFailed = (errors: ReadonlyArray<unknown>): TokenUnavailable =>
  new TokenUnavailable({
    reason: errors.length === 0
      ? "no way to prove an identity was given"
      : errors.map((error, index) => `${index + 1}. ${wordsOf(error)}`).join("; "),
    retryable: errors.some((error) => error instanceof TokenUnavailable && error.retryable),
  }, true);

const chain = (services: ReadonlyArray<Either.Either<TokenService, unknown>>): TokenService => {
  // Who authorized a request is asked to renew it.
  const authors = new WeakMap<HttpClientRequest, TokenService>();
  const from = (
    index: number,
    request: HttpClientRequest,
    errors: ReadonlyArray<unknown>,
  ): Effect.Effect<HttpClientRequest, TokenUnavailable> => {
    const service = services[index];
    if (service === undefined) return Effect.fail(allFailed(errors));
    if (Either.isLeft(service)) return from(index + 1, request, [...errors, service.left]);
    return Effect.matchEffect(service.right.authorize(request), {
      onFailure: (error) => from(index + 1, request, [...errors, error]),
      onSuccess: (authorized) => {
        authors.set(authorized, service.right);
        return Effect.succeed(authorized);
      },
    });
  };
  return TokenService.of({
    authorize: (request) => from(0, request, []),
    renew: (rejected, error) =>
      authors.get(rejected)?.renew(rejected, error) ?? Effect.succeed(false),
  });
};

/**
 * The first of several ways that has a proof, asked in order before every attempt. One that cannot be
 * built, as for want of a variable, or that has no proof, is passed over; when none has one, the
 * `TokenUnavailable` of the call says why each has not. A proof that the service refuses is renewed
 * by the one that gave it.
 *
 * @example
 * ```ts
 * import * as Redacted from "effect/Redacted";
 * import { ConfiguredToken, firstOf, StaticToken } from "@codearts/check";
 *
 * const tokens = firstOf(ConfiguredToken.layer, StaticToken.layer(Redacted.make("MIIEXAMPLE")));
 * ```
 *
 * @since 0.1.0
 * @category authentication
 */
export function firstOf<
  Layers extends ReadonlyArray<Layer.Layer<TokenService, unknown, unknown>>,
>(
  ...layers: Layers
): Layer.Layer<TokenService, never, Layer.Layer.Context<Layers[number]>>;
export function firstOf(
  ...layers: ReadonlyArray<Layer.Layer<TokenService, unknown>>
): Layer.Layer<TokenService> {
  return Layer.scoped(
    TokenService,
    Effect.map(
      Effect.forEach(layers, (layer) =>
        Effect.either(
          Effect.map(Layer.build(layer), (context) => Context.get(context, TokenService)),
        )),
      chain,
    ),
  );
}
