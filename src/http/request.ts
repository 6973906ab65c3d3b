/**
 * The request of an operation: what the platform's constructors make, without their import.
 *
 * @module
 */
import type { Headers } from "@effect/platform/Headers";
import type { HttpBody } from "@effect/platform/HttpBody";
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest";
import type { HttpMethod } from "@effect/platform/HttpMethod";
import { NodeInspectSymbol, symbolRedactable } from "effect/Inspectable";
import * as Option from "effect/Option";
import { pipeArguments } from "effect/Pipeable";
import { redactHeaders } from "./secrets.ts";

/** What shows itself by `toJSON`, which shows no proof of identity. */
export const inspectable: object = {
  toString(this: { toJSON(): unknown }): string {
    return JSON.stringify(this.toJSON());
  },
  [NodeInspectSymbol](this: { toJSON(): unknown }): unknown {
    return this.toJSON();
  },
};

/** Not enumerable, or `fetch` and spans would take them for headers. */
const hidden = (members: object): object =>
  Object.create(
    null,
    Object.fromEntries(
      Reflect.ownKeys(members).map((key) => [key, { value: Reflect.get(members, key) }]),
    ),
  );

const HeadersProto = hidden({
  ...inspectable,
  [Symbol.for("@effect/platform/Headers")]: Symbol.for("@effect/platform/Headers"),
  [symbolRedactable](this: Record<string, string>): unknown {
    return redactHeaders(this);
  },
  toJSON(this: Record<string, string>): unknown {
    return redactHeaders(this);
  },
});

/** Headers, in lower case, that do not show a proof of identity. */
export const headersOf = (
  ...parts: ReadonlyArray<Readonly<Record<string, string>>>
): Headers => Object.assign(Object.create(HeadersProto), ...parts);

const noBody = {
  ...inspectable,
  [Symbol.for("@effect/platform/HttpBody")]: Symbol.for("@effect/platform/HttpBody"),
  _tag: "Empty",
  toJSON(this: { readonly _tag: string }): unknown {
    return { _id: "@effect/platform/HttpBody", _tag: this._tag };
  },
};

const JsonBodyProto = { ...noBody, _tag: "Uint8Array", contentType: "application/json" };

/** A body of JSON. Its bytes are not enumerable, and not shown: those of IAM hold a password. */
const jsonBody = (value: unknown): HttpBody => {
  const body = new TextEncoder().encode(JSON.stringify(value));
  return Object.create(JsonBodyProto, {
    body: { value: body },
    contentLength: { value: body.byteLength },
  });
};

const RequestProto = {
  ...inspectable,
  [Symbol.for("@effect/platform/HttpClientRequest")]: Symbol.for(
    "@effect/platform/HttpClientRequest",
  ),
  pipe(): unknown {
    return pipeArguments(this, arguments);
  },
  toJSON(this: HttpClientRequest): unknown {
    return {
      _id: "@effect/platform/HttpClientRequest",
      method: this.method,
      url: this.url,
      headers: redactHeaders(this.headers),
    };
  },
};

const make = (
  method: HttpMethod,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: object,
): HttpClientRequest =>
  Object.assign(Object.create(RequestProto), {
    method,
    url,
    urlParams: [],
    hash: Option.none(),
    headers: headersOf(headers),
    body,
  });

/** A request with no body and no header but `Accept`. */
export const withoutBody = (method: HttpMethod, url: string): HttpClientRequest =>
  make(method, url, { accept: "application/json" }, noBody);

/** A request with a body of JSON. */
export const withJson = (method: HttpMethod, url: string, body: unknown): HttpClientRequest =>
  make(
    method,
    url,
    { accept: "application/json", "content-type": "application/json;charset=utf8" },
    jsonBody(body),
  );

/** The request with more headers; the names in lower case. */
export const withHeaders = (
  request: HttpClientRequest,
  headers: Readonly<Record<Lowercase<string>, string>>,
): HttpClientRequest =>
  Object.assign(Object.create(RequestProto), request, {
    headers: headersOf(request.headers, headers),
  });

/** The request with one header more; the name in lower case. */
export const withHeader = (
  request: HttpClientRequest,
  name: Lowercase<string>,
  value: string,
): HttpClientRequest => withHeaders(request, { [name]: value });

/** The URL with what the program's own client may have added to it. */
export const urlOf = (request: HttpClientRequest): string => {
  if (request.urlParams.length === 0 && request.hash._tag === "None") return request.url;
  const url = new URL(request.url);
  for (const [name, value] of request.urlParams) url.searchParams.append(name, value);
  if (request.hash._tag === "Some") url.hash = request.hash.value;
  return url.href;
};
