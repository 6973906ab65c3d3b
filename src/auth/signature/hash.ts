/**
 * SHA-256 and HMAC, synchronous and the same on every runtime.
 *
 * @module
 */
import { sha256 } from "@noble/hashes/sha2.js";

const encoder = new TextEncoder();
const buffer = new Uint8Array(4096);

/** The bytes of a text, to be read before the next text is encoded: a short one allocates nothing. */
const bytesOf = (text: string): Uint8Array =>
  text.length * 3 > buffer.length
    ? encoder.encode(text)
    : buffer.subarray(0, encoder.encodeInto(text, buffer).written);

/**
 * Hashes on from what was hashed already, as often as is asked; the result is good until the next.
 * To make a hash costs as much as two blocks of input: one is kept, and overwritten with the start.
 */
const after = (prefix: Uint8Array): (data: Uint8Array) => Uint8Array => {
  const start = sha256.create().update(prefix);
  const current = sha256.create();
  const digest = new Uint8Array(32);
  return (data) => {
    start._cloneInto(current).update(data).digestInto(digest);
    return digest;
  };
};

const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

const hex = (bytes: Uint8Array): string => {
  let text = "";
  for (const byte of bytes) text += digits[byte];
  return text;
};

const sha = after(new Uint8Array());

/** The SHA-256 of bytes, or of a text in UTF-8, in small hexadecimal digits. */
export const hash = (data: string | Uint8Array): string =>
  hex(sha(typeof data === "string" ? bytesOf(data) : data));

/** The {@link hash} of nothing. */
export const emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** The HMAC-SHA256 of a text under a key, in small hexadecimal digits. */
export type Key = (text: string) => string;

/**
 * A key (RFC 2104), of which both paddings are hashed once; a function, so that nothing that is shown
 * of it is secret.
 */
export const keyOf = (secret: string): Key => {
  const bytes = encoder.encode(secret);
  const block = new Uint8Array(64);
  block.set(bytes.length > block.length ? sha(bytes) : bytes);
  const inner = after(block.map((byte) => byte ^ 0x36));
  const outer = after(block.map((byte) => byte ^ 0x5c));
  return (text) => hex(outer(inner(bytesOf(text))));
};
