/**
 * Entries in a namespace of Cloudflare Workers KV.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import type { Entries } from "./Store.ts";

/**
 * The part of a `KVNamespace` binding that is used.
 *
 * @since 0.1.0
 * @category models
 */
export interface CloudflareKv {
  get(key: string): Promise<string | null>;
  put(
    key: string,
    value: string,
    options?: { readonly expirationTtl?: number },
  ): Promise<void>;
  delete(key: string): Promise<void>;
}

/** Workers KV refuses a shorter time to live, in seconds. */
const shortest = 60;

/**
 * Entries in a namespace of Workers KV, for `TokenStore.encrypted`; each leaves it when its token ends.
 * Other places see a change after up to a minute: until then they may find the token before, and
 * renew it once if it was revoked.
 *
 * @example
 * ```ts
 * import * as Redacted from "effect/Redacted";
 * import { TokenStore } from "@codearts/check";
 *
 * const storeOf = (env: { TOKENS: TokenStore.CloudflareKv; TOKEN_STORE_SECRET: string }) =>
 *   TokenStore.encrypted({
 *     entries: TokenStore.cloudflareKv(env.TOKENS),
 *     secret: Redacted.make(env.TOKEN_STORE_SECRET),
 *   });
 * ```
 *
 * @since 0.1.0
 * @category adapters
 */
export const cloudflareKv = (namespace: CloudflareKv): Entries => ({
  get: (name) => Effect.map(Effect.tryPromise(() => namespace.get(name)), Option.fromNullable),
  set: (name, entry, lifetime) =>
    Effect.tryPromise(() =>
      namespace.put(name, entry, {
        expirationTtl: Math.max(shortest, Math.ceil(lifetime / 1000)),
      })
    ),
  remove: (name) => Effect.tryPromise(() => namespace.delete(name)),
});
