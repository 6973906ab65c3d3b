import { streamed } from "./body.ts";
import type { Fault } from "./Fault.ts";
import * as iam from "./iam/replies.ts";
import type { Operation } from "./Operation.ts";
import * as Reply from "./Reply.ts";

/** A reply as it goes out; a stream is made when the response is. */
export interface Outgoing {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | (() => ReadableStream<Uint8Array>) | undefined;
}

/** Statuses whose response can have no body. */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

/** Throws what `Response` throws when no such reply can be made: scripts are tried beforehand. */
export const respond = (
  { status, headers, body }: Outgoing,
  requestId: string,
  method: string,
  signal: AbortSignal | undefined,
): Response => {
  const sent = bodiless.has(status) || method === "HEAD" || body === "" || body === undefined
    ? null
    : typeof body === "function"
    ? streamed(body, signal)
    : typeof body === "string"
    ? body
    : new Uint8Array(body);
  return new Response(sent, { status, headers: { "x-request-id": requestId, ...headers } });
};

/** The reply of a fault that keeps the operation from being carried out. */
export const faultReply = (
  fault: Exclude<Fault, { readonly _tag: "Slow" | "Cut" }>,
  requestId: string,
  operation?: Operation,
): Outgoing => {
  switch (fault._tag) {
    case "Busy":
      return Reply.busy;
    case "Throttled":
      return operation === "token"
        ? iam.throttled(fault.retryAfter)
        : Reply.throttled(fault.retryAfter, requestId);
    case "Unavailable":
      return operation === "token"
        ? iam.outage(fault.status, fault.body, requestId)
        : Reply.unavailable(fault.status, fault.body, requestId);
    case "Reply":
      return fault;
  }
};
