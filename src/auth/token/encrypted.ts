/**
 * A store that others may read: what is in it is encrypted.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import * as Redacted from "effect/Redacted";
import * as Schema from "effect/Schema";
import { type Cipher, cipherOf } from "./cipher.ts";
import type { Entries, TokenStore } from "./Store.ts";
import type { Token } from "./Token.ts";

/**
 * Where the entries are, and the secret that opens them.
 *
 * @since 0.1.0
 * @category models
 */
export interface EncryptedOptions {
  /** Where the entries are put: a `KeyValueStore` of `@effect/platform`, or one of the adapters. */
  readonly entries: Entries;
  /**
   * A secret of the program's own, that only those know who share the tokens: at least 32 characters,
   * drawn at random, such as `openssl rand -base64 32` prints. It is no password that is made up.
   */
  readonly secret: Redacted.Redacted<string>;
}

/** Shorter secrets can be found by trying. */
const shortest = 32;

const Entry = Schema.parseJson(Schema.Struct({
  value: Schema.Redacted(Schema.String),
  issuedAt: Schema.Number,
  expiresAt: Schema.Number,
}));

const encode = Schema.encode(Entry);
const decode = Schema.decode(Entry);

/** Nothing of a failure but that it was one: errors of stores may quote what they were given. */
const quietly = <A>(
  operation: string,
  instead: A,
  effect: Effect.Effect<A, unknown>,
): Effect.Effect<A> =>
  Effect.catchAllCause(
    effect,
    () => Effect.as(Effect.logDebug(`The token store failed to ${operation} an entry`), instead),
  );

const useless: TokenStore = {
  get: () =>
    Effect.as(
      Effect.logWarning(
        `The token store is not used: its secret has less than ${shortest} characters`,
      ),
      Option.none(),
    ),
  set: () => Effect.void,
  remove: () => Effect.void,
};

/**
 * Keeps tokens in a store that others may read, encrypted: AES-256-GCM under a key that is derived
 * from the secret, each entry bound to who its token is for. Names of entries are an HMAC under
 * another such key, so that no password can be guessed from one.
 *
 * It never fails. What cannot be read, is not genuine or was made with another secret is no token,
 * and is replaced by the next one. With a secret that is too short nothing is stored, and a warning
 * says so.
 *
 * @example
 * ```ts
 * import * as KeyValueStore from "@effect/platform/KeyValueStore";
 * import * as Config from "effect/Config";
 * import * as Effect from "effect/Effect";
 * import * as Layer from "effect/Layer";
 * import * as Redacted from "effect/Redacted";
 * import { IamPassword, TokenStore } from "@codearts/check";
 *
 * const tokens = Layer.unwrapEffect(Effect.gen(function* () {
 *   const entries = yield* KeyValueStore.KeyValueStore;
 *   const secret = yield* Config.redacted("TOKEN_STORE_SECRET");
 *   return IamPassword.layer({
 *     domain: "my-account",
 *     user: "ci",
 *     password: Redacted.make("correct horse battery staple"),
 *     project: "cn-north-4",
 *     store: TokenStore.encrypted({ entries, secret }),
 *   });
 * }));
 * ```
 *
 * @since 0.1.0
 * @category constructors
 */
export const encrypted = (options: EncryptedOptions): TokenStore => {
  const { entries } = options;
  const given: unknown = Redacted.isRedacted(options.secret)
    ? Redacted.value(options.secret)
    : options.secret;
  if (typeof given !== "string" || given.trim().length < shortest) return useless;
  let known: Cipher | undefined;
  const withCipher = <A>(
    use: (cipher: Cipher) => Effect.Effect<A, unknown>,
  ): Effect.Effect<A, unknown> =>
    Effect.suspend(() =>
      known !== undefined
        ? use(known)
        : Effect.flatMap(Effect.tryPromise(() => cipherOf(given)), (cipher) => use(known = cipher))
    );
  /** With the name of the entry for a key. */
  const at = <A>(
    key: string,
    use: (name: string, cipher: Cipher) => Effect.Effect<A, unknown>,
  ): Effect.Effect<A, unknown> =>
    withCipher((cipher) =>
      Effect.flatMap(Effect.tryPromise(() => cipher.nameOf(key)), (name) => use(name, cipher))
    );
  const opened = (key: string, entry: string, cipher: Cipher): Effect.Effect<Token, unknown> =>
    Effect.flatMap(Effect.tryPromise(() => cipher.open(key, entry)), (text) => decode(text));
  return {
    get: (key) =>
      quietly(
        "read",
        Option.none<Token>(),
        at(key, (name, cipher) =>
          Effect.flatMap(entries.get(name), (found) =>
            Option.isNone(found)
              ? Effect.succeed(Option.none<Token>())
              : Effect.asSome(opened(key, found.value, cipher)))),
      ),
    set: (key, token) =>
      quietly(
        "write",
        undefined,
        at(key, (name, cipher) =>
          Effect.gen(function* () {
            const text = yield* encode(token);
            const entry = yield* Effect.tryPromise(() => cipher.seal(key, text));
            const { currentTimeMillis } = yield* Effect.clock;
            const lifetime = token.expiresAt - (yield* currentTimeMillis);
            yield* entries.set(name, entry, lifetime);
          })),
      ),
    remove: (key) => quietly("remove", undefined, at(key, (name) => entries.remove(name))),
  };
};
