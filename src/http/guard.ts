/**
 * A guard around `fetch`: what holds for every request, whoever's `fetch` sends it.
 *
 * - No redirect is followed. On a 307 to another host `fetch` would forward `X-Auth-Token`; "manual"
 *   is the only mode that every runtime has. A 3xx loses its `Location`, so that nothing further up
 *   can follow it either.
 * - At most 64 KiB of a body are read, the rest is cancelled, and no body stays unread.
 *
 * @module
 */
import { readBody } from "./readBody.ts";
import { ReadResponse } from "./ReadResponse.ts";

/** A status that asks to be followed. */
export const isRedirect = (status: number): boolean => status >= 300 && status < 400;

/** The statuses with which a `Response` cannot carry a body. */
export const isBodiless = (status: number): boolean =>
  status === 204 || status === 205 || status === 304;

/** The headers, without a way to follow a redirect. */
const headersOf = ({ headers, status }: Response): Headers => {
  if (!isRedirect(status) || !headers.has("location")) return headers;
  const own = new Headers(headers);
  own.delete("location");
  return own;
};

const guarded = new WeakMap<typeof globalThis.fetch, typeof globalThis.fetch>();

/** The same `fetch`, guarded; guarding twice is guarding once. */
export const guard = (fetch: typeof globalThis.fetch): typeof globalThis.fetch => {
  const known = guarded.get(fetch);
  if (known !== undefined) return known;
  // The runtime's own ties the body to the request's signal; a program's may not.
  const tiesBody = fetch === globalThis.fetch;
  const own: typeof globalThis.fetch = async (input, init) => {
    const response = await fetch(input, { ...init, redirect: "manual" });
    const { body, status } = response;
    if (body === null || isBodiless(status)) {
      void body?.cancel().catch(() => {});
      return new ReadResponse(response, headersOf(response), null);
    }
    const signal = tiesBody ? undefined : init?.signal;
    const bytes = await readBody(body, (cancel) => {
      if (signal?.aborted === true) cancel();
      else signal?.addEventListener("abort", cancel, { once: true });
    });
    return new ReadResponse(response, headersOf(response), bytes);
  };
  guarded.set(fetch, own);
  guarded.set(own, own);
  return own;
};
