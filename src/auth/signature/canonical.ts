/**
 * What is signed, and with which text around it (API Request Signing Guide, "Signing Algorithm").
 *
 * @module
 */
import { byCodePoint } from "./encode.ts";
import { hash, type Key } from "./hash.ts";

/** The name of the algorithm. */
export const algorithm = "SDK-HMAC-SHA256";

/** What of a request is signed; the path and the query in their canonical forms. */
export interface Signable {
  readonly method: string;
  readonly uri: string;
  readonly query: string;
  /** The headers to sign, in any order; each name once. */
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>;
  /** The hash of the body's bytes. */
  readonly payload: string;
}

/** The canonical request, and the names of the headers in it. */
export interface Canonical {
  readonly text: string;
  readonly signedHeaders: string;
}

const byName = (a: readonly [string, string], b: readonly [string, string]): number =>
  byCodePoint(a[0], b[0]);

/** The canonical request: names in lower case and sorted, values trimmed. */
export const canonicalRequest = (request: Signable): Canonical => {
  const headers = request.headers
    .map(([name, value]): readonly [string, string] => [name.toLowerCase(), value.trim()])
    .sort(byName);
  let lines = "";
  for (const [name, value] of headers) lines += `${name}:${value}\n`;
  const signedHeaders = headers.map(([name]) => name).join(";");
  return {
    text:
      `${request.method}\n${request.uri}\n${request.query}\n${lines}\n${signedHeaders}\n${request.payload}`,
    signedHeaders,
  };
};

/** The value of `Authorization`. The date is that of the header `X-Sdk-Date`. */
export const authorization = (
  accessKey: string,
  key: Key,
  date: string,
  request: Signable,
): string => {
  const { signedHeaders, text } = canonicalRequest(request);
  const signature = key(`${algorithm}\n${date}\n${hash(text)}`);
  return `${algorithm} Access=${accessKey}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
};
