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

/** How much of a body is read, in bytes. */
export const bodyLimit: number = 64 * 1024;

/** Reads at most {@link bodyLimit} bytes, and leaves nothing behind. */
const readBody = async (
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal | null | undefined,
): Promise<Uint8Array<ArrayBuffer>> => {
  const reader = body.getReader();
  // A `fetch` of the program's own may not tie its body to the signal.
  const abort = () => void reader.cancel(signal?.reason).catch(() => {});
  signal?.addEventListener("abort", abort, { once: true });
  const chunks: Array<Uint8Array> = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal?.throwIfAborted();
      if (done) break;
      chunks.push(value);
      size += value.byteLength;
      if (size >= bodyLimit) {
        // Not waited for: the cancellation of a stalled stream may never end.
        void reader.cancel().catch(() => {});
        break;
      }
    }
  } finally {
    signal?.removeEventListener("abort", abort);
  }
  const bytes = new Uint8Array(Math.min(size, bodyLimit));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk.subarray(0, bytes.length - at), at);
    at += chunk.byteLength;
  }
  return bytes;
};

const isRedirect = (status: number): boolean => status >= 300 && status < 400;

/** The statuses with which a `Response` cannot carry a body. */
const isBodiless = (status: number): boolean => status === 204 || status === 205 || status === 304;

/** The response with another body, and without a way to follow a redirect. */
const rebuild = (response: Response, body: Uint8Array<ArrayBuffer> | null): Response => {
  const { headers, status, statusText } = response;
  // A server may send any three digits; the constructor takes no more than 599.
  const own = new Response(body, { status: Math.min(status, 599), statusText, headers });
  if (isRedirect(status)) own.headers.delete("location");
  return status > 599 ? Object.defineProperty(own, "status", { value: status }) : own;
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
    return rebuild(response, await readBody(body, init?.signal));
  };
  guarded.set(fetch, own);
  guarded.set(own, own);
  return own;
};
