/**
 * A `TokenService` from a token that the program already has.
 *
 * @module
 */
import * as Config from "effect/Config";
import type * as ConfigError from "effect/ConfigError";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Redacted from "effect/Redacted";
import { TokenUnavailable } from "../errors/authentication.ts";
import { withHeader } from "../http/request.ts";
import { TokenService } from "../TokenService.ts";
import { readConfig } from "./environment.ts";

/** Visible ASCII: anything else would break the header, or fail in the runtime with the token in its message. */
const pattern = /^[\x21-\x7e]{1,100000}$/;

const refuse = (reason: string): Effect.Effect<never, TokenUnavailable> =>
  Effect.fail(new TokenUnavailable({ reason }, true));

/**
 * A service that sends the same token with every call. It cannot renew: when the token is refused,
 * the call fails with `AuthExpired` or `AuthRejected`.
 *
 * A token has 1 to 100,000 visible ASCII characters (CodeArts Check API Reference,
 * "StopTaskByIdV2"); with any other, `authorize` fails with `TokenUnavailable` and nothing is sent.
 *
 * @example
 * ```ts
 * import * as Redacted from "effect/Redacted";
 * import { StaticToken } from "@codearts/check";
 *
 * const service = StaticToken.make(Redacted.make("MIIEXAMPLE"));
 * ```
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (token: Redacted.Redacted<string>): TokenService => {
  // Programs without types may pass a plain string; it is wrapped, so that it is not shown either.
  const given: unknown = Redacted.isRedacted(token) ? Redacted.value(token) : token;
  const value = typeof given === "string" ? given : "";
  return TokenService.of({
    authorize: pattern.test(value)
      ? (request) => Effect.succeed(withHeader(request, "x-auth-token", value))
      : () =>
        refuse(
          value === ""
            ? "the token is empty"
            : "the token has a space, a line break or another character that no token has, or is longer than 100,000 characters",
        ),
    renew: () => Effect.succeed(false),
  });
};

/**
 * The layer of {@link make}.
 *
 * @example
 * ```ts
 * import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
 * import * as Effect from "effect/Effect";
 * import * as Layer from "effect/Layer";
 * import * as Redacted from "effect/Redacted";
 * import { StaticToken, stopTask } from "@codearts/check";
 *
 * const program = stopTask("5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d", { region: "cn-north-4" }).pipe(
 *   Effect.provide(
 *     Layer.merge(FetchHttpClient.layer, StaticToken.layer(Redacted.make("MIIEXAMPLE"))),
 *   ),
 * );
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (token: Redacted.Redacted<string>): Layer.Layer<TokenService> =>
  Layer.sync(TokenService, () => make(token));

/**
 * The layer of {@link make} with the token from Effect's `Config`: by default the environment
 * variable `HW_AUTH_TOKEN`, as Huawei's Terraform provider has it.
 *
 * Fails with a `ConfigError` when the variable is missing, and on Deno when it may not be read
 * (`--allow-env=HW_AUTH_TOKEN`).
 *
 * @example
 * ```ts
 * import * as Config from "effect/Config";
 * import { StaticToken } from "@codearts/check";
 *
 * const fromEnvironment = StaticToken.layerConfig();
 * const underAnotherName = StaticToken.layerConfig(Config.redacted("CHECK_TOKEN"));
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layerConfig = (
  token: Config.Config<Redacted.Redacted<string>> = Config.redacted("HW_AUTH_TOKEN"),
): Layer.Layer<TokenService, ConfigError.ConfigError> =>
  Layer.effect(
    TokenService,
    Effect.map(readConfig(token), make),
  );
