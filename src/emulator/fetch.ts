import * as Cause from "effect/Cause";
import type * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as FiberId from "effect/FiberId";
import * as Runtime from "effect/Runtime";
import { fromFetch, type Incoming } from "./Incoming.ts";

/** The web's `fetch` on the handler: it runs on the runtime, and an abort interrupts it. */
export const makeFetch = (
  handle: (incoming: Incoming) => Effect.Effect<Response>,
  runtime: Runtime.Runtime<never>,
): (input: RequestInfo | URL, init?: RequestInit) => Promise<Response> => {
  const fork = Runtime.runFork(runtime);
  return (input, init) =>
    new Promise((resolve, reject) => {
      const incoming = fromFetch(input, init);
      const { signal } = incoming;
      if (signal?.aborted) return reject(signal.reason);
      const settle = (exit: Exit.Exit<Response>): void =>
        Exit.isSuccess(exit) ? resolve(exit.value) : reject(Cause.squash(exit.cause));
      const fiber = fork(handle(incoming));
      const exit = fiber.unsafePoll();
      if (exit !== null) return settle(exit);
      const abort = (): void => {
        reject(signal?.reason);
        fiber.unsafeInterruptAsFork(FiberId.none);
      };
      signal?.addEventListener("abort", abort, { once: true });
      fiber.addObserver((exit) => {
        signal?.removeEventListener("abort", abort);
        settle(exit);
      });
    });
};
