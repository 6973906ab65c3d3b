/**
 * What `fetch` gave for a request, its body read.
 *
 * @module
 */
import type { Headers } from "@effect/platform/Headers";
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest";
import { isRedirect } from "./guard.ts";
import { headersOf } from "./request.ts";

/** What `fetch` gave, and the bytes of its body. */
export interface Received {
  readonly request: HttpClientRequest;
  readonly source: Response;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The headers, without a way to follow a redirect. Read when they are asked for: most never are. */
export const receivedHeaders = ({ source }: Received): Headers => {
  const headers = headersOf(Object.fromEntries(source.headers));
  if (isRedirect(source.status)) Reflect.deleteProperty(headers, "location");
  return headers;
};
