/**
 * What keeps tokens beyond the process: its interface, and what the encrypted one is built on.
 *
 * @module
 */
import type * as Effect from "effect/Effect";
import type * as Option from "effect/Option";
import type { Token } from "./Token.ts";

/**
 * Keeps tokens where other processes or isolates find them. It never fails: a store that cannot
 * answer has no token, and that costs a call of IAM, never a stop. It is given a second to answer.
 *
 * Keys are SHA-256 digests, in hexadecimal digits, of all that identifies the caller, the password
 * among it: do not show them to anybody, a weak password can be guessed from one.
 *
 * @example
 * ```ts
 * import * as Effect from "effect/Effect";
 * import * as Option from "effect/Option";
 * import { TokenStore } from "@codearts/check";
 *
 * const tokens = new Map<string, TokenStore.Token>();
 *
 * const inMemory: TokenStore.TokenStore = {
 *   get: (key) => Effect.sync(() => Option.fromNullable(tokens.get(key))),
 *   set: (key, token) => Effect.sync(() => void tokens.set(key, token)),
 *   remove: (key) => Effect.sync(() => void tokens.delete(key)),
 * };
 * ```
 *
 * @since 0.1.0
 * @category models
 */
export interface TokenStore {
  /** The token under a key, if there is one. */
  readonly get: (key: string) => Effect.Effect<Option.Option<Token>>;
  /** Puts a token under a key, in the place of another. */
  readonly set: (key: string, token: Token) => Effect.Effect<void>;
  /** Drops what is under a key. */
  readonly remove: (key: string) => Effect.Effect<void>;
}

/**
 * Where the encrypted store puts its entries: the part of `KeyValueStore` of `@effect/platform` that
 * it needs, so that any of these fits. An entry is text of ASCII, a third longer than its token.
 *
 * @since 0.1.0
 * @category models
 */
export interface Entries {
  /** The entry of this name, if there is one. */
  readonly get: (name: string) => Effect.Effect<Option.Option<string>, unknown>;
  /** Puts an entry, in the place of another. It is of no use after `lifetime` milliseconds. */
  readonly set: (
    name: string,
    entry: string,
    lifetime: number,
  ) => Effect.Effect<void, unknown>;
  /** Drops an entry. */
  readonly remove: (name: string) => Effect.Effect<void, unknown>;
}
