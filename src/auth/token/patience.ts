/**
 * A store as the life of a token uses it: whatever it does costs a second at most, and no stop.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import type { TokenStore } from "./Store.ts";
import { isToken, type Token } from "./Token.ts";

/** How long a store may take, in milliseconds. */
const limit = 1_000;

/** Whatever the operation does, it ends within the limit; nothing, if it did not end well. */
const patiently = <A>(operation: () => Effect.Effect<A>): Effect.Effect<Option.Option<A>> =>
  Effect.suspend(operation).pipe(
    Effect.disconnect,
    Effect.timeout(limit),
    Effect.asSome,
    Effect.catchAllCause(() => Effect.succeedNone),
  );

/** The token that the store has under the key. */
export const take = (store: TokenStore, key: string): Effect.Effect<Token | undefined> =>
  Effect.map(patiently(() => store.get(key)), (found) => {
    const token: unknown = Option.isSome(found) && Option.isOption(found.value)
      ? Option.getOrUndefined(found.value)
      : undefined;
    return isToken(token) ? token : undefined;
  });

/** Puts the token into the store, if that can be done. */
export const put = (store: TokenStore, key: string, token: Token): Effect.Effect<void> =>
  Effect.asVoid(patiently(() => store.set(key, token)));

/** Drops what the store has under the key, if that can be done. */
export const drop = (store: TokenStore, key: string): Effect.Effect<void> =>
  Effect.asVoid(patiently(() => store.remove(key)));
