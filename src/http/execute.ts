/**
 * Runs a request on whatever `HttpClient` the program provides, with everything that must hold:
 * the guard around its `fetch`, no trace headers, no span that shows a header.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import type { HttpClientError } from "@effect/platform/HttpClientError";
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest";
import type { HttpClientResponse } from "@effect/platform/HttpClientResponse";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as FiberRef from "effect/FiberRef";
import * as FiberRefs from "effect/FiberRefs";
import * as Option from "effect/Option";
import { guard } from "./guard.ts";
import { Fetch, hasHalves, redactedNames, tracerDisabledWhen } from "./platform.ts";
import { proofHeaders } from "./secrets.ts";
import { isSettable } from "./settable.ts";

/**
 * Sets the guarded `fetch` for the client that is about to send.
 *
 * Where a `Fetch` was given decides which one the client sees: one given to its layer is known
 * inside the client only, and providing another around the call would override it. The client
 * asks the predicate of `withTracerDisabledWhen` right before it sends, on its own fiber: there,
 * and nowhere earlier, the `fetch` that it will use can be seen and replaced.
 */
const installGuard = (): void => {
  const fiber = Option.getOrUndefined(Fiber.getCurrentFiber());
  if (fiber === undefined || !isSettable(fiber)) return;
  const context = fiber.getFiberRef(FiberRef.currentContext);
  const fetch = context.unsafeMap.get(Fetch.key) ?? globalThis.fetch;
  fiber.setFiberRef(FiberRef.currentContext, Context.add(context, Fetch, guard(fetch)));
};

/** Installs the guard, and says that the client makes no span, and so sends no trace headers. */
const asked = (): boolean => {
  installGuard();
  return true;
};

/** The last step before the client sends, on whatever fiber the program's client runs it. */
const prepare: Effect.Effect<void> = Effect.withFiberRuntime((fiber) => {
  if (isSettable(fiber)) {
    const id = fiber.id();
    const redacted = [...fiber.getFiberRef(redactedNames), ...proofHeaders];
    fiber.setFiberRefs(FiberRefs.updateManyAs(fiber.getFiberRefs(), {
      entries: [
        // The predicate is asked only where tracing is on.
        [FiberRef.currentTracerEnabled, [[id, true]]],
        [tracerDisabledWhen, [[id, asked]]],
        [redactedNames, [[id, redacted]]],
      ],
    }));
  }
  return Effect.void;
});

/**
 * Sends the request. The references of the fiber are set as the last step before the client sends,
 * within all that the program's own client wraps around itself, and stay so: whoever calls this
 * sets them back.
 *
 * A program whose client sets `withTracerDisabledWhen` beneath a `transform` keeps its own
 * predicate, and loses the guard.
 */
export const execute = (
  client: HttpClient,
  request: HttpClientRequest,
): Effect.Effect<HttpClientResponse, HttpClientError> =>
  hasHalves(client)
    ? client.postprocess(Effect.zipLeft(client.preprocess(request), prepare))
    : Effect.zipRight(prepare, client.execute(request));
