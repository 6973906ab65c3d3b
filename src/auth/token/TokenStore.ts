/**
 * Where tokens are kept beyond the process, so that others share them.
 *
 * @module
 */
export { type CloudflareKv, cloudflareKv } from "./cloudflareKv.ts";
export { type DenoKv, denoKv } from "./denoKv.ts";
export { encrypted, type EncryptedOptions } from "./encrypted.ts";
export type { Entries, TokenStore } from "./Store.ts";
export type { Token } from "./Token.ts";
