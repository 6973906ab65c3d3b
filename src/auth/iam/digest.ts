/**
 * The key under which the token of a caller is found.
 *
 * @module
 */
import * as Effect from "effect/Effect";

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

const identities = new WeakMap<object, string>();

/**
 * Stands for something that has no text, such as an effect: the same as long as the thing is the
 * same, and nothing that another process has too.
 */
export const identityOf = (thing: object): string => {
  const known = identities.get(thing) ?? crypto.randomUUID();
  identities.set(thing, known);
  return known;
};

/**
 * SHA-256 of the parts, in hexadecimal digits; nothing on a host that cannot make one. The promise
 * is shared by those who wait for it only where requests may share one.
 */
export const digestOf = (
  parts: () => ReadonlyArray<unknown>,
  isShared: boolean,
): Effect.Effect<string | undefined> => {
  const make = async (): Promise<string | undefined> => {
    try {
      const text = new TextEncoder().encode(JSON.stringify(parts()));
      return hex(await crypto.subtle.digest("SHA-256", text));
    } catch {
      return undefined;
    }
  };
  let shared: Promise<string | undefined> | undefined;
  return Effect.promise(() => isShared ? shared ??= make() : make());
};
