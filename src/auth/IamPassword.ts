/**
 * A `TokenService` that gets its token from IAM for the password of an IAM user, keeps it fresh, and
 * renews it when the service refuses it.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Config from "effect/Config";
import type * as ConfigError from "effect/ConfigError";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Option from "effect/Option";
import type * as Redacted from "effect/Redacted";
import { TokenService } from "../TokenService.ts";
import { readConfig } from "./environment.ts";
import { type Options, passwordSource } from "./iam/password.ts";
import { makeService } from "./iam/service.ts";

export type { Options, Totp } from "./iam/password.ts";
export type { Project } from "./iam/Project.ts";
export type { TokenOptions } from "./token/Options.ts";

/**
 * A service whose token IAM issues: `POST /v3/auth/tokens` (IAM API Reference, "Obtaining a User
 * Token Through Password Authentication").
 *
 * A token lives for 24 hours. It is refreshed in the background 5 minutes before its end, while it
 * still serves. However many callers need one, IAM is asked once; whoever is interrupted while asking
 * takes nobody along. When the service refuses a token it is renewed, once for all the calls that
 * carried it, up to six times a minute; a refusal that comes late leaves a newer token alone. In the
 * process, or the isolate, every service with the same options has the same token.
 *
 * `authorize` and `renew` fail with `TokenUnavailable`:
 *
 * - when an option cannot work; nothing is sent;
 * - when IAM refuses (HTTP 400, 401, 403 and their like): for 60 seconds, every caller is answered so
 *   without asking again, because wrong passwords lock an account;
 * - when IAM is down, throttles or cannot be reached: `retryable`. That answers those who waited. Later
 *   callers ask again, after the pause that IAM asked for: `retryAfter`, at most 5 minutes of it.
 *
 * @example
 * ```ts
 * import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
 * import * as Effect from "effect/Effect";
 * import * as Redacted from "effect/Redacted";
 * import { IamPassword } from "@codearts/check";
 *
 * const service = IamPassword.make({
 *   domain: "my-account",
 *   user: "ci",
 *   password: Redacted.make("correct horse battery staple"),
 *   project: "cn-north-4",
 * }).pipe(Effect.provide(FetchHttpClient.layer));
 * ```
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options: Options): Effect.Effect<TokenService, never, HttpClient> =>
  makeService(options, passwordSource);

/**
 * The layer of {@link make}.
 *
 * @example
 * ```ts
 * import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
 * import * as Layer from "effect/Layer";
 * import * as ManagedRuntime from "effect/ManagedRuntime";
 * import * as Redacted from "effect/Redacted";
 * import { IamPassword, stopTask } from "@codearts/check";
 *
 * const tokens = IamPassword.layer({
 *   domain: "my-account",
 *   user: "ci",
 *   password: Redacted.make("correct horse battery staple"),
 *   project: "cn-north-4",
 * });
 *
 * const runtime = ManagedRuntime.make(Layer.provideMerge(tokens, FetchHttpClient.layer));
 *
 * runtime.runPromise(stopTask("5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d", { region: "cn-north-4" }));
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (options: Options): Layer.Layer<TokenService, never, HttpClient> =>
  Layer.effect(TokenService, make(options));

/**
 * Where {@link layerConfig} finds each option.
 *
 * @since 0.1.0
 * @category models
 */
export interface ConfigOptions {
  /** By default `HW_DOMAIN_NAME`. */
  readonly domain?: Config.Config<string> | undefined;
  /** By default `HW_USER_NAME`. */
  readonly user?: Config.Config<string> | undefined;
  /** By default `HW_USER_PASSWORD`. */
  readonly password?: Config.Config<Redacted.Redacted<string>> | undefined;
  /** By default `HW_PROJECT_NAME`. */
  readonly project?: Config.Config<Options["project"]> | undefined;
  /** By default `HUAWEICLOUD_SDK_IAM_ENDPOINT`, where it is set and not empty. */
  readonly endpoint?: Config.Config<string | undefined> | undefined;
  /** How the token is kept fresh; no variable has that. */
  readonly token?:
    | Omit<Options, "domain" | "user" | "password" | "project" | "endpoint">
    | undefined;
}

/**
 * The layer of {@link make} with its options from Effect's `Config`: by default the environment
 * variables `HW_DOMAIN_NAME`, `HW_USER_NAME`, `HW_USER_PASSWORD` and `HW_PROJECT_NAME`, as Huawei's
 * Terraform provider has them, and `HUAWEICLOUD_SDK_IAM_ENDPOINT`, as the official SDKs have it.
 *
 * Fails with a `ConfigError` when a variable is missing, and on Deno when it may not be read
 * (`--allow-env=HW_DOMAIN_NAME,HW_USER_NAME,…`).
 *
 * @example
 * ```ts
 * import * as Config from "effect/Config";
 * import { IamPassword } from "@codearts/check";
 *
 * const fromEnvironment = IamPassword.layerConfig();
 * const byProjectId = IamPassword.layerConfig({
 *   project: Config.map(Config.string("HW_PROJECT_ID"), (id) => ({ id })),
 *   token: { refreshBefore: "10 minutes" },
 * });
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layerConfig = (
  options: ConfigOptions = {},
): Layer.Layer<TokenService, ConfigError.ConfigError, HttpClient> =>
  Layer.effect(
    TokenService,
    readConfig(Config.all({
      domain: options.domain ?? Config.string("HW_DOMAIN_NAME"),
      user: options.user ?? Config.string("HW_USER_NAME"),
      password: options.password ?? Config.redacted("HW_USER_PASSWORD"),
      project: options.project ?? Config.string("HW_PROJECT_NAME"),
      endpoint: options.endpoint ??
        Config.map(
          Config.option(Config.nonEmptyString("HUAWEICLOUD_SDK_IAM_ENDPOINT")),
          Option.getOrUndefined,
        ),
    })).pipe(
      Effect.flatMap((found) => make({ ...options.token, ...found })),
    ),
  );
