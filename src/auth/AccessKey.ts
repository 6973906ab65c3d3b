/**
 * A `TokenService` that signs every request with an access key (AK/SK), and needs no token at all.
 *
 * @module
 */
import * as Config from "effect/Config";
import type * as ConfigError from "effect/ConfigError";
import * as Effect from "effect/Effect";
import * as Either from "effect/Either";
import * as Layer from "effect/Layer";
import * as Option from "effect/Option";
import type * as Redacted from "effect/Redacted";
import { TokenUnavailable } from "../errors/authentication.ts";
import { TokenService } from "../TokenService.ts";
import { readConfig } from "./environment.ts";
import type { Options } from "./signature/credentials.ts";
import { makeSigner } from "./signature/signer.ts";

export type { Options } from "./signature/credentials.ts";

/**
 * A service that signs every request by `SDK-HMAC-SHA256` (API Request Signing Guide, "Signing
 * Algorithm"): the method, the path, the query, the host, the date, the project, the security token
 * and the bytes of the body. What a program's `HttpClient` changes of these afterwards is refused.
 *
 * The gateway refuses a signature whose date is more than 15 minutes off, and tells its own clock.
 * Then the difference is learned, the call is replayed with it, and all later calls are dated by the
 * gateway's clock.
 *
 * `authorize` fails with `TokenUnavailable`, and nothing is sent, when an option cannot work, when
 * `expiresAt` has passed, and when the body is a stream or a form. So does `renew` when the service
 * says that a temporary access key has ended.
 *
 * @example
 * ```ts
 * import * as Redacted from "effect/Redacted";
 * import { AccessKey } from "@codearts/check";
 *
 * const service = AccessKey.make({
 *   accessKey: "QTWAEXAMPLE",
 *   secretKey: Redacted.make("MFyfEXAMPLE"),
 * });
 * ```
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options: Options): TokenService =>
  Either.match(makeSigner(options), {
    onLeft: (reason) =>
      TokenService.of({
        authorize: () => Effect.fail(new TokenUnavailable({ reason }, true)),
        renew: () => Effect.succeed(false),
      }),
    onRight: (signer) =>
      TokenService.of({
        authorize: (request) =>
          Effect.clockWith((clock) => signer.sign(request, clock.unsafeCurrentTimeMillis())),
        renew: (rejected, error) =>
          Effect.clockWith((clock) =>
            signer.renew(rejected, error, clock.unsafeCurrentTimeMillis())
          ),
      }),
  });

/**
 * The layer of {@link make}.
 *
 * @example
 * ```ts
 * import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
 * import * as Effect from "effect/Effect";
 * import * as Layer from "effect/Layer";
 * import * as Redacted from "effect/Redacted";
 * import { AccessKey, stopTask } from "@codearts/check";
 *
 * const accessKey = AccessKey.layer({
 *   accessKey: "QTWAEXAMPLE",
 *   secretKey: Redacted.make("MFyfEXAMPLE"),
 *   projectId: "0bcc05efb100f2a92f53c011f262dfa0",
 * });
 *
 * const program = stopTask("5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d", { region: "cn-north-4" }).pipe(
 *   Effect.provide(Layer.merge(FetchHttpClient.layer, accessKey)),
 * );
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (options: Options): Layer.Layer<TokenService> =>
  Layer.sync(TokenService, () => make(options));

/**
 * Where {@link layerConfig} finds each option.
 *
 * @since 0.1.0
 * @category models
 */
export interface ConfigOptions {
  /** By default `HUAWEICLOUD_SDK_AK`. */
  readonly accessKey?: Config.Config<string> | undefined;
  /** By default `HUAWEICLOUD_SDK_SK`. */
  readonly secretKey?: Config.Config<Redacted.Redacted<string>> | undefined;
  /** By default `HUAWEICLOUD_SDK_SECURITY_TOKEN`, where it is set and not empty. */
  readonly securityToken?: Config.Config<Redacted.Redacted<string> | undefined> | undefined;
  /** By default `HUAWEICLOUD_SDK_PROJECT_ID`, where it is set and not empty. */
  readonly projectId?: Config.Config<string | undefined> | undefined;
  /** By default none. */
  readonly expiresAt?: Config.Config<Date | undefined> | undefined;
}

/** A variable that need not be set; a pipeline may set it to nothing. */
const optional = <A>(config: Config.Config<A>): Config.Config<A | undefined> =>
  Config.map(Config.option(config), Option.getOrUndefined);

/**
 * The layer of {@link make} with its options from Effect's `Config`: by default the environment
 * variables `HUAWEICLOUD_SDK_AK`, `_SK`, `_SECURITY_TOKEN` and `_PROJECT_ID`, as the official SDKs
 * have them.
 *
 * Fails with a `ConfigError` when a variable is missing, and on Deno when it may not be read
 * (`--allow-env=HUAWEICLOUD_SDK_AK,HUAWEICLOUD_SDK_SK,…`).
 *
 * @example
 * ```ts
 * import * as Config from "effect/Config";
 * import { AccessKey } from "@codearts/check";
 *
 * const fromEnvironment = AccessKey.layerConfig();
 * const underOtherNames = AccessKey.layerConfig({
 *   accessKey: Config.string("CLOUD_SDK_AK"),
 *   secretKey: Config.redacted("CLOUD_SDK_SK"),
 * });
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layerConfig = (
  options: ConfigOptions = {},
): Layer.Layer<TokenService, ConfigError.ConfigError> =>
  Layer.effect(
    TokenService,
    Effect.map(
      readConfig(Config.all({
        accessKey: options.accessKey ?? Config.string("HUAWEICLOUD_SDK_AK"),
        secretKey: options.secretKey ?? Config.redacted("HUAWEICLOUD_SDK_SK"),
        securityToken: options.securityToken ??
          optional(Config.redacted(Config.nonEmptyString("HUAWEICLOUD_SDK_SECURITY_TOKEN"))),
        projectId: options.projectId ??
          optional(Config.nonEmptyString("HUAWEICLOUD_SDK_PROJECT_ID")),
        expiresAt: options.expiresAt ?? Config.succeed(undefined),
      })),
      make,
    ),
  );
