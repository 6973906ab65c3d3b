/**
 * One exchange on `fetch`, in one asynchronous step: guarded, interruptible, with a timer of its
 * own. It does what the platform's client, the guard and a timeout do together, and costs a fraction.
 *
 * @module
 */
import { RequestError } from "@effect/platform/HttpClientError";
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest";
import * as Effect from "effect/Effect";
import { isBodiless } from "./guard.ts";
import { readBody } from "./readBody.ts";
import type { Received } from "./received.ts";
import { urlOf } from "./request.ts";

/** An exchange that its own timer ended. */
export interface TimedOut {
  readonly _tag: "TimedOut";
}

/** The `fetch` to use, and what it is to be called with on each request. */
export interface Means {
  readonly fetch: typeof globalThis.fetch;
  readonly init: RequestInit | undefined;
}

const noBytes = new Uint8Array(0);

const initOf = (request: HttpClientRequest, means: Means, signal: AbortSignal): RequestInit => {
  const { body, headers, method } = request;
  const init: RequestInit = { ...means.init, method, headers, redirect: "manual", signal };
  if (means.init?.headers !== undefined || "content-length" in headers) {
    const merged = new Headers(means.init?.headers);
    for (const [name, value] of Object.entries(headers)) merged.set(name, value);
    merged.delete("content-length");
    init.headers = merged;
  }
  if (body._tag === "FormData") init.body = body.formData;
  else if (body._tag !== "Empty" && body._tag !== "Stream") init.body = body.body as BodyInit;
  return init;
};

/** A request on its way, and how to end it early. */
interface Flight {
  readonly controller: AbortController;
  cancel: (() => void) | undefined;
}

const end = (flight: Flight): void => {
  flight.controller.abort();
  flight.cancel?.();
};

const receive = async (
  request: HttpClientRequest,
  means: Means,
  flight: Flight,
): Promise<Received> => {
  const { fetch } = means;
  const { signal } = flight.controller;
  const source = await fetch(urlOf(request), initOf(request, means, signal));
  if (source.body === null) return { request, source, bytes: noBytes };
  if (isBodiless(source.status)) {
    source.body.cancel().catch(() => {});
    return { request, source, bytes: noBytes };
  }
  const bytes = await readBody(source.body, (cancel) => {
    if (signal.aborted) cancel();
    else flight.cancel = cancel;
  });
  return { request, source, bytes };
};

/**
 * Sends a request, and reads at most 64 KiB of the reply. A timer of the runtime
 * ends it after `timeoutMillis`, unless that is `Infinity`.
 */
export const exchange = (
  request: HttpClientRequest,
  means: Means,
  timeoutMillis: number,
): Effect.Effect<Received, RequestError | TimedOut> =>
  Effect.async((resume) => {
    if (request.body._tag === "Stream") {
      const description = "EdgeHttpClient sends no streams: use FetchHttpClient for that";
      return resume(Effect.fail(new RequestError({ request, reason: "Encode", description })));
    }
    const flight: Flight = { controller: new AbortController(), cancel: undefined };
    const timer = timeoutMillis === Infinity ? undefined : setTimeout(() => {
      resume(Effect.fail({ _tag: "TimedOut" }));
      end(flight);
    }, timeoutMillis);
    receive(request, means, flight).then(
      (received) => {
        clearTimeout(timer);
        resume(Effect.succeed(received));
      },
      (cause) => {
        clearTimeout(timer);
        const reason = URL.canParse(request.url) ? "Transport" : "InvalidUrl";
        resume(Effect.fail(new RequestError({ request, reason, cause })));
      },
    );
    return Effect.sync(() => {
      clearTimeout(timer);
      end(flight);
    });
  });
