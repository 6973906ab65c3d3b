/**
 * The cloud that every runtime talks to: one emulator on one port of loopback, with what only the
 * matrix needs beside it. The runtimes are other processes, so its controls are paths under
 * `/control`; a gateway that checks signatures stands under `/signed`, and IAM at its own path.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import * as Redacted from "effect/Redacted";
import type * as Scope from "effect/Scope";
import * as Emulator from "../../../src/emulator/Emulator.ts";
import { faultOf, openBodies } from "./faults.ts";
import { type Gateway, makeGateway } from "./gateway.ts";

/** A cloud that is being served. */
export interface Served {
  readonly emulator: Emulator.Emulator;
  /** `http://127.0.0.1:port` */
  readonly url: string;
  /** The host and port that a runtime needs a permission for. */
  readonly host: string;
}

const json = (value: unknown): Response => Response.json(value);

/** Whoever asks for what is not there gets told so, and the scenario fails. */
const unknown = (what: string): Response => new Response(what, { status: 404 });

/** Carries out a control: `/control/<name>` with its arguments in the query. */
const control = (
  emulator: Emulator.Emulator,
  gateway: Gateway,
  url: URL,
): Effect.Effect<Response, Emulator.EmulatorError> =>
  Effect.gen(function* () {
    const argument = (name: string): string => url.searchParams.get(name) ?? "";
    switch (url.pathname.split("/")[2]) {
      case "task": {
        const { taskId } = yield* emulator.createTask();
        yield* emulator.startRun(taskId);
        return json({ taskId });
      }
      case "state": {
        const task = yield* emulator.task(argument("task"));
        const requests = (yield* emulator.requests)
          .filter(({ path }) => path.includes(argument("task")))
          .map(({ headerNames, status }) => ({ headerNames, status }));
        return json({ ...Option.getOrUndefined(task), requests });
      }
      case "token": {
        const validFor = Number(argument("validFor"));
        return json({ token: Redacted.value(yield* emulator.issueToken({ validFor })) });
      }
      case "open":
        return json({ open: openBodies() });
      case "issued":
        return json({ issued: gateway.issued(argument("user")) });
      case "fault": {
        const fault = faultOf(argument("name"), url);
        if (fault === undefined) return unknown(`no fault ${argument("name")}`);
        yield* emulator.faultNext(1, fault);
        return json(null);
      }
      default:
        return unknown(`no control ${url.pathname}`);
    }
  });

/** Serves it on any free port until the scope closes. */
export const serve: Effect.Effect<Served, Emulator.ServeError, Scope.Scope> = Effect.gen(
  function* () {
    const emulator = yield* Emulator.make({ runDuration: "1 hour" });
    const gateway = makeGateway(emulator);
    const fetch: Emulator.Emulator["fetch"] = (input, init) => {
      // A server's request is one of its own making: it is taken as it is.
      const request = typeof input === "object" && "method" in input
        ? input
        : new Request(input, init);
      const url = new URL(request.url);
      if (url.pathname.startsWith("/control/")) {
        return Effect.runPromise(
          Effect.catchAll(
            control(emulator, gateway, url),
            ({ message }) => Effect.succeed(unknown(message)),
          ),
        );
      }
      // The request itself: its signal tells that the client hung up.
      return gateway.answer(request, url) ?? emulator.fetch(input, init);
    };
    const { port, url } = yield* Emulator.serve({ ...emulator, fetch });
    return { emulator, url, host: `127.0.0.1:${port}` };
  },
);
