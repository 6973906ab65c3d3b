/**
 * Entries in Deno KV.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import type { Entries } from "./Store.ts";

/**
 * The part of a `Deno.Kv` that is used.
 *
 * @since 0.1.0
 * @category models
 */
export interface DenoKv {
  get(key: ReadonlyArray<string>): Promise<{ readonly value: unknown }>;
  set(
    key: ReadonlyArray<string>,
    value: unknown,
    options?: { readonly expireIn?: number },
  ): Promise<unknown>;
  delete(key: ReadonlyArray<string>): Promise<void>;
}

const keyOf = (name: string): ReadonlyArray<string> => ["codearts-check", "token", name];

/**
 * Entries in Deno KV, for `TokenStore.encrypted`; each leaves it when its token ends. It takes at most
 * 64 KiB a value: a longer token is not shared.
 *
 * @example
 * ```ts
 * import * as Redacted from "effect/Redacted";
 * import { TokenStore } from "@codearts/check";
 *
 * // With `await Deno.openKv()`:
 * const storeIn = (kv: TokenStore.DenoKv, secret: Redacted.Redacted<string>) =>
 *   TokenStore.encrypted({ entries: TokenStore.denoKv(kv), secret });
 * ```
 *
 * @since 0.1.0
 * @category adapters
 */
export const denoKv = (kv: DenoKv): Entries => ({
  get: (name) =>
    Effect.map(
      Effect.tryPromise(() => kv.get(keyOf(name))),
      ({ value }) => typeof value === "string" ? Option.some(value) : Option.none(),
    ),
  set: (name, entry, lifetime) =>
    Effect.asVoid(
      Effect.tryPromise(() =>
        kv.set(keyOf(name), entry, { expireIn: Math.max(1, Math.ceil(lifetime)) })
      ),
    ),
  remove: (name) => Effect.tryPromise(() => kv.delete(keyOf(name))),
});
