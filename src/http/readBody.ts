/**
 * Reads a body, and no more of it than anyone could need.
 *
 * @module
 */

/** How much of a body is read, in bytes. */
export const bodyLimit: number = 64 * 1024;

const decoder = new TextDecoder();

/** Bytes as text. */
export const decode = (bytes: Uint8Array): string =>
  bytes.byteLength === 0 ? "" : decoder.decode(bytes);

/**
 * Reads at most {@link bodyLimit} bytes, and leaves nothing behind. `onReader` is told how to end
 * the reading early: a `fetch` of the program's own may not tie its body to the request's signal.
 */
export const readBody = async (
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  onReader: (cancel: () => void) => void,
): Promise<Uint8Array<ArrayBuffer>> => {
  const reader = body.getReader();
  let cancelled = false;
  // Not waited for: the cancellation of a stalled stream may never end.
  const cancel = () => {
    cancelled = true;
    reader.cancel().catch(() => {});
  };
  onReader(cancel);
  const chunks: Array<Uint8Array<ArrayBuffer>> = [];
  let size = 0;
  while (size < bodyLimit) {
    const { done, value } = await reader.read();
    if (cancelled) throw new DOMException("The reading was cancelled.", "AbortError");
    if (done) break;
    chunks.push(value);
    size += value.byteLength;
  }
  if (size >= bodyLimit) cancel();
  const [first] = chunks;
  if (first !== undefined && chunks.length === 1) return first.subarray(0, bodyLimit);
  const bytes = new Uint8Array(Math.min(size, bodyLimit));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk.subarray(0, bytes.length - at), at);
    at += chunk.byteLength;
  }
  return bytes;
};
