/**
 * The body of a response that the guard has read, without reading it again.
 *
 * The platform's `response.text` starts a fiber to share what it reads: more than the guard, the
 * span and the timer together. The bytes are known already.
 *
 * @module
 */
import type { HttpClientResponse } from "@effect/platform/HttpClientResponse";
import { responseRegistry } from "./platform.ts";
import { decode } from "./readBody.ts";
import { ReadResponse } from "./ReadResponse.ts";

/** The web's response within the platform's, which wraps it once or twice; internal to it. */
const sourceOf = (response: object): Response | undefined => {
  if ("original" in response && typeof response.original === "object") {
    return response.original === null ? undefined : sourceOf(response.original);
  }
  return "source" in response && response.source instanceof Response ? response.source : undefined;
};

/** Tells the platform that a response was read, as reading it would. */
const release = (response: object): void => {
  if (!("original" in response && "controller" in response)) return;
  if (typeof response.original !== "object" || response.original === null) {
    return;
  }
  responseRegistry().unregister(response.original);
  release(response.original);
};

/** The body of a response as text, where the guard has read it. */
export const recall = (response: HttpClientResponse): string | undefined => {
  const source = sourceOf(response);
  const bytes = source === undefined ? undefined : ReadResponse.bytesOf(source);
  if (bytes === undefined) return undefined;
  release(response);
  return decode(bytes);
};
