/**
 * How the gateway reads a signature (API Request Signing Guide): straight from the guide, on
 * WebCrypto, and knowing nothing of how this package signs, so that each checks the other.
 *
 * @module
 */
import type { Incoming } from "./Incoming.ts";

/** What the header `Authorization` says. */
export interface Signature {
  readonly accessKey: string;
  readonly signedHeaders: ReadonlyArray<string>;
  readonly signature: string;
}

export const isSigned = (headers: Headers): boolean =>
  headers.get("authorization")?.startsWith("SDK-HMAC-SHA256 ") === true;

export const read = (headers: Headers): Signature | undefined => {
  const [, accessKey, names, signature] =
    /^SDK-HMAC-SHA256 Access=([^,\s]+), SignedHeaders=([^,\s]+), Signature=([0-9a-f]{64})$/
      .exec(headers.get("authorization") ?? "") ?? [];
  return accessKey === undefined || names === undefined || signature === undefined
    ? undefined
    : { accessKey, signedHeaders: names.split(";"), signature };
};

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

const hexOf = (bytes: Iterable<number>): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  hexOf(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));

const encode = (text: string): string =>
  Array.from(bytesOf(text), (byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9\-_.~]/.test(character)
      ? character
      : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");

const decode = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

const canonicalUri = (path: string): string => {
  const encoded = decode(path).split("/").map(encode).join("/");
  return encoded.endsWith("/") ? encoded : `${encoded}/`;
};

/** Text in hexadecimal has the order of its bytes. */
const order = (text: string): string => hexOf(bytesOf(text));

const canonicalQuery = (query: URLSearchParams): string =>
  Array.from(query, ([key, value]) => ({
    rank: [order(key), order(value)].join(" "),
    text: `${encode(key)}=${encode(value)}`,
  }))
    .sort((one, other) => one.rank < other.rank ? -1 : 1)
    .map(({ text }) => text)
    .join("&");

/** The lines of the canonical request. */
export const canonicalRequest = async (
  { method, url, headers }: Incoming,
  signedHeaders: ReadonlyArray<string>,
  body: Uint8Array<ArrayBuffer>,
): Promise<ReadonlyArray<string>> => [
  method,
  canonicalUri(url?.pathname ?? ""),
  canonicalQuery(url?.searchParams ?? new URLSearchParams()),
  ...signedHeaders.map((name) => {
    // A request that came over no socket has no such header.
    const value = headers.get(name) ?? (name === "host" ? url?.host : undefined);
    return `${name}:${value?.trim() ?? ""}`;
  }),
  "",
  signedHeaders.join(";"),
  headers.get("x-sdk-content-sha256") ?? await sha256(body),
];

/** The signature that the lines of a canonical request have under a key. */
export const sign = async (
  lines: ReadonlyArray<string>,
  date: string,
  secretKey: string,
): Promise<string> => {
  const text = ["SDK-HMAC-SHA256", date, await sha256(bytesOf(lines.join("\n")))].join("\n");
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytesOf(secretKey), algorithm, false, ["sign"]);
  return hexOf(new Uint8Array(await crypto.subtle.sign("HMAC", key, bytesOf(text))));
};

/** Milliseconds since the epoch of `X-Sdk-Date`. */
export const dateOf = (date: string): number =>
  /^\d{8}T\d{6}Z$/.test(date)
    ? Date.parse(date.replace(/^(....)(..)(..T..)(..)(..Z)$/, "$1-$2-$3:$4:$5"))
    : NaN;

/** A moment as `X-Sdk-Date` has it, and as the gateway names its own clock. */
export const timestamp = (millis: number): string =>
  new Date(Math.min(Math.max(millis, 0), 8.64e15)).toISOString().replace(/[-:]|\.\d+/g, "");
