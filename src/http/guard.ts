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
import { remember } from "./bodies.ts";
import { readBody } from "./readBody.ts";

const noBytes = new Uint8Array(0);

/** A status that asks to be followed. */
export const isRedirect = (status: number): boolean => status >= 300 && status < 400;

/** The statuses with which a `Response` cannot carry a body. */
export const isBodiless = (status: number): boolean =>
  status === 204 || status === 205 || status === 304;

/** The response with another body, and without a way to follow a redirect. */
const rebuild = (response: Response, body: Uint8Array<ArrayBuffer> | null): Response => {
  const { headers, status, statusText } = response;
  // A server may send any three digits; the constructor takes no more than 599.
  const own = new Response(body, { status: Math.min(status, 599), statusText, headers });
  if (isRedirect(status)) own.headers.delete("location");
  if (status > 599) Object.defineProperty(own, "status", { value: status });
  return remember(own, body ?? noBytes);
};

const guarded = new WeakMap<typeof globalThis.fetch, typeof globalThis.fetch>();

/** The same `fetch`, guarded; guarding twice is guarding once. */
export const guard = (fetch: typeof globalThis.fetch): typeof globalThis.fetch => {
  const known = guarded.get(fetch);
  if (known !== undefined) return known;
  const own: typeof globalThis.fetch = async (input, init) => {
    const response = await fetch(input, { ...init, redirect: "manual" });
    const { body, status } = response;
    // Status 0 is a redirect that a browser hides; neither it nor 1xx can be built anew.
    if (status < 200 || (body === null && !isRedirect(status))) return response;
    if (body === null || isBodiless(status)) {
      void body?.cancel().catch(() => {});
      return rebuild(response, null);
    }
    const signal = init?.signal;
    return rebuild(
      response,
      await readBody(body, (cancel) => {
        if (signal?.aborted === true) cancel();
        else signal?.addEventListener("abort", cancel, { once: true });
      }),
    );
  };
  guarded.set(fetch, own);
  guarded.set(own, own);
  return own;
};
