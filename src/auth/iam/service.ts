/**
 * A `TokenService` of IAM from options that may not work.
 *
 * @module
 */
import type { HttpClient as Client } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import * as Either from "effect/Either";
import { TokenUnavailable } from "../../errors/authentication.ts";
import { HttpClient } from "../../http/platform.ts";
import { TokenService } from "../../TokenService.ts";
import { type Source, tokenService } from "../token/life.ts";
import { settingsOf, type TokenOptions, type TokenSettings } from "../token/Options.ts";

/** Sources of tokens, by the options, the settings and the client; or what is wrong with them. */
export type SourceOf<Options> = (
  options: Options,
  settings: TokenSettings,
  client: Client,
) => Either.Either<Source, string>;

/** The service; with options that cannot work, one that says so and sends nothing. */
export const serviceOf = <Options extends TokenOptions>(
  options: Options,
  sourceOf: SourceOf<Options>,
  client: Client,
): TokenService =>
  Either.match(
    // Programs without types may pass anything here.
    Either.flatMap(settingsOf(options ?? {}), (settings) =>
      Either.map(sourceOf(options, settings, client), (source) =>
        tokenService(source, settings))),
    {
      onLeft: (reason) =>
        TokenService.of({
          authorize: () =>
            Effect.fail(new TokenUnavailable({ reason }, true)),
          renew: () => Effect.succeed(false),
        }),
      onRight: (service) => service,
    },
  );

/** {@link serviceOf} on the client that the program provides. Synchronous: nobody waits for it. */
export const makeService = <Options extends TokenOptions>(
  options: Options,
  sourceOf: SourceOf<Options>,
): Effect.Effect<TokenService, never, Client> =>
  Effect.map(HttpClient, (client) => serviceOf(options, sourceOf, client));
