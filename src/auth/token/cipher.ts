/**
 * Seals and opens texts under a secret, by WebCrypto.
 *
 * @module
 */
import * as Encoding from "effect/Encoding";
import * as Either from "effect/Either";

/** What a secret becomes: names nobody can guess from, and texts nobody else can read or make. */
export interface Cipher {
  /** The name of an entry: HMAC-SHA-256 of its key, in hexadecimal digits. */
  readonly nameOf: (key: string) => Promise<string>;
  /** AES-256-GCM, bound to the key of the entry, in base64url. */
  readonly seal: (key: string, text: string) => Promise<string>;
  /** The text that was sealed for this key; rejects whatever else it is given. */
  readonly open: (key: string, sealed: string) => Promise<string>;
}

const utf8 = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(new TextEncoder().encode(text));

/** The form of the entries: another form has another name here, and cannot be taken for this one. */
const form = "@codearts/check/token/1";

const nonceLength = 12;

/** Derives the keys: HKDF-SHA-256, one for each purpose. */
export const cipherOf = async (secret: string): Promise<Cipher> => {
  const { subtle } = crypto;
  const base = await subtle.importKey("raw", utf8(secret), "HKDF", false, ["deriveKey"]);
  const derivation = (purpose: string): HkdfParams => ({
    name: "HKDF",
    hash: "SHA-256",
    salt: utf8(form),
    info: utf8(purpose),
  });
  const sealing = await subtle.deriveKey(
    derivation("entry"),
    base,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
  const naming = await subtle.deriveKey(
    derivation("name"),
    base,
    { name: "HMAC", hash: "SHA-256", length: 256 },
    false,
    ["sign"],
  );
  const algorithm = (key: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams => ({
    name: "AES-GCM",
    iv,
    additionalData: utf8(`${form}/${key}`),
  });
  return {
    nameOf: async (key) =>
      Encoding.encodeHex(new Uint8Array(await subtle.sign("HMAC", naming, utf8(key)))),
    seal: async (key, text) => {
      const nonce = crypto.getRandomValues(new Uint8Array(nonceLength));
      const sealed = await subtle.encrypt(algorithm(key, nonce), sealing, utf8(text));
      const entry = new Uint8Array(nonceLength + sealed.byteLength);
      entry.set(nonce);
      entry.set(new Uint8Array(sealed), nonceLength);
      return Encoding.encodeBase64Url(entry);
    },
    open: async (key, sealed) => {
      const entry = new Uint8Array(Either.getOrThrow(Encoding.decodeBase64Url(sealed)));
      const nonce = entry.slice(0, nonceLength);
      const text = await subtle.decrypt(algorithm(key, nonce), sealing, entry.slice(nonceLength));
      return new TextDecoder().decode(text);
    },
  };
};
