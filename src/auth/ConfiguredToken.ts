/**
 * A `TokenService` from the variables that people already have set.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Config from "effect/Config";
import * as ConfigError from "effect/ConfigError";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Option from "effect/Option";
import * as Redacted from "effect/Redacted";
import { TokenService } from "../TokenService.ts";
import { type CredentialSet, names, sets, type Variables } from "./configured/sets.ts";
import { readConfig } from "./environment.ts";

/** What is there, and not empty; all of it taken for secret, since some of it is. */
const variables: Effect.Effect<Variables, ConfigError.ConfigError> = readConfig(
  Config.map(
    Config.all(names.map((name) => Config.option(Config.redacted(name)))),
    (values) =>
      Object.fromEntries(
        values.map((value, index) => [
          names[index],
          Option.getOrUndefined(Option.filter(value, (it) => Redacted.value(it) !== "")),
        ]),
      ),
  ),
);

const missingOf = ({ needs }: CredentialSet, found: Variables): ReadonlyArray<string> =>
  needs.filter((either) => either.every((name) => found[name] === undefined))
    .map((either) => either.join(" or "));

/** A set of which something is there, but not all. */
const isHalf = (set: CredentialSet, found: Variables): boolean =>
  missingOf(set, found).length > 0 && set.tells.some((name) => found[name] !== undefined);

const and = (words: ReadonlyArray<string>): string => words.join(" and ");

const choose = (found: Variables): Effect.Effect<CredentialSet, ConfigError.ConfigError> => {
  const [first, ...more] = sets.filter((set) => missingOf(set, found).length === 0);
  const before = first === undefined ? sets : sets.slice(0, sets.indexOf(first));
  const half = before.find((set) => isHalf(set, found));
  if (half !== undefined) {
    const missing = missingOf(half, found);
    const set = half.tells.filter((name) => found[name] !== undefined);
    return Effect.fail(
      ConfigError.MissingData(
        [...missing],
        `${and(set)} is set without ${and(missing)}: set that too, or unset ${and(set)}`,
      ),
    );
  }
  if (first === undefined) {
    return Effect.fail(
      ConfigError.MissingData(
        [],
        `No credentials: set ${
          sets.map(({ needs }) => and(needs.map((either) => either.join(" or ")))).join("; or ")
        }`,
      ),
    );
  }
  return more.length === 0 ? Effect.succeed(first) : Effect.as(
    Effect.logDebug(
      `Credentials are set more than once: ${and(first.tells)} are used, ${
        and(more.flatMap(({ tells }) => tells))
      } are not.`,
    ),
    first,
  );
};

/**
 * A service of the first complete set of variables, read from Effect's `Config`:
 *
 * 1. `HUAWEICLOUD_SDK_AK` and `HUAWEICLOUD_SDK_SK`, with `HUAWEICLOUD_SDK_SECURITY_TOKEN` and
 *    `HUAWEICLOUD_SDK_PROJECT_ID` (the official SDKs);
 * 2. `CLOUD_SDK_AK` and `CLOUD_SDK_SK` (the documentation's samples);
 * 3. `HW_ACCESS_KEY` and `HW_SECRET_KEY`, with `HW_SECURITY_TOKEN` and `HW_PROJECT_ID` (the
 *    Terraform provider, as the rest);
 * 4. `HW_AUTH_TOKEN`;
 * 5. `HW_DOMAIN_NAME`, `HW_USER_NAME`, `HW_USER_PASSWORD` and `HW_PROJECT_NAME` (by default
 *    `HW_REGION_NAME`), with `HUAWEICLOUD_SDK_IAM_ENDPOINT`.
 *
 * An empty variable counts as none. When more than one set is complete, a debug log says which is
 * used. Fails with a `ConfigError` that names what is missing when a set before the first complete
 * one is half there, or when there is none; and when the environment cannot be read, as on Deno
 * without `--allow-env`.
 *
 * @example
 * ```ts
 * import * as ConfigProvider from "effect/ConfigProvider";
 * import * as Effect from "effect/Effect";
 * import { ConfiguredToken } from "@codearts/check";
 *
 * // A Worker's variables, instead of the process's:
 * const service = (env: Record<string, string>) =>
 *   Effect.withConfigProvider(ConfiguredToken.make, ConfigProvider.fromJson(env));
 * ```
 *
 * @since 0.1.0
 * @category constructors
 */
export const make: Effect.Effect<TokenService, ConfigError.ConfigError, HttpClient> = Effect
  .flatMap(variables, (found) => Effect.flatMap(choose(found), (set) => set.make(found)));

/**
 * The layer of {@link make}.
 *
 * @example
 * ```ts
 * import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
 * import * as Layer from "effect/Layer";
 * import { ConfiguredToken } from "@codearts/check";
 *
 * const live = Layer.provideMerge(ConfiguredToken.layer, FetchHttpClient.layer);
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layer: Layer.Layer<TokenService, ConfigError.ConfigError, HttpClient> = Layer.effect(
  TokenService,
  make,
);
