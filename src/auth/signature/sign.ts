/**
 * Signs a request of the platform, as `fetch` will send it.
 *
 * @module
 */
import type { HttpBody } from "@effect/platform/HttpBody";
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest";
import * as Either from "effect/Either";
import { urlOf, withHeaders } from "../../http/request.ts";
import { authorization } from "./canonical.ts";
import { canonicalQuery, canonicalUri } from "./encode.ts";
import { emptyHash, hash, type Key } from "./hash.ts";

/**
 * What is signed besides the host and the date, where the request has it. Only the date must be; what
 * a runtime or a program's client may still add or change (`Accept`, `User-Agent`) is better left out.
 */
const signedNames: ReadonlyArray<Lowercase<string>> = [
  "x-domain-id",
  "x-project-id",
  "x-sdk-content-sha256",
  "x-security-token",
];

/** The hash of the bytes that will be sent; none, where nobody knows them yet. */
const hashOf = (body: HttpBody): string | undefined => {
  switch (body._tag) {
    case "Empty":
      return emptyHash;
    case "Uint8Array":
      return hash(body.body);
    case "Raw":
      return typeof body.body === "string" || body.body instanceof Uint8Array
        ? hash(body.body)
        : undefined;
    default:
      return undefined;
  }
};

/** The request with these headers, a date, and a signature over them; or why it cannot be signed. */
export const sign = (
  request: HttpClientRequest,
  accessKey: string,
  key: Key,
  headers: Readonly<Record<Lowercase<string>, string>>,
  date: string,
): Either.Either<HttpClientRequest, string> => {
  if (!URL.canParse(request.url)) {
    return Either.left("a request without an absolute URL cannot be signed");
  }
  const url = new URL(urlOf(request));
  // Who sends this header has it taken for the hash, whatever the body.
  const payload = request.headers["x-sdk-content-sha256"] ?? hashOf(request.body);
  if (payload === undefined) {
    return Either.left(
      "a stream or a form cannot be signed: send the body as a text or a Uint8Array",
    );
  }
  const signed: Array<readonly [string, string]> = [
    ["host", request.headers["host"] ?? url.host],
    ["x-sdk-date", date],
  ];
  for (const name of signedNames) {
    const value = headers[name] ?? request.headers[name];
    if (value !== undefined) signed.push([name, value]);
  }
  const contentType = request.headers["content-type"];
  if (request.body._tag !== "Empty" && contentType !== undefined) {
    signed.push(["content-type", contentType]);
  }
  const proof = authorization(accessKey, key, date, {
    method: request.method,
    uri: canonicalUri(url.pathname),
    query: url.search === "" ? "" : canonicalQuery(url.searchParams),
    headers: signed,
    payload,
  });
  return Either.right(
    withHeaders(request, { ...headers, "x-sdk-date": date, authorization: proof }),
  );
};
