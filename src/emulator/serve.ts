import type * as Cause from "effect/Cause";
import * as Data from "effect/Data";
import * as Effect from "effect/Effect";
import type * as Scope from "effect/Scope";
import type { Server, ServerOptions } from "srvx";
import type { Emulator } from "./service.ts";

/**
 * Where to listen.
 *
 * @since 0.1.0
 * @category server
 */
export interface ServeOptions {
  /** 0 to 65535; 0 (default) takes any free port. */
  readonly port?: number;
  /** Default: `127.0.0.1`, this machine only. */
  readonly hostname?: string;
}

/**
 * Where it listens.
 *
 * @since 0.1.0
 * @category server
 */
export interface Served {
  /** `http://host:port`, with no slash at its end. */
  readonly url: string;
  /** The port that was taken. */
  readonly port: number;
}

interface Fields {
  readonly reason: "PortInUse" | "SrvxMissing" | "NoSockets" | "ListenFailed";
  readonly port: number;
  readonly hostname: string;
  readonly message: string;
  readonly cause?: unknown;
}

const Base: new (
  fields: Fields,
) => Cause.YieldableError & { readonly _tag: "ServeError" } & Readonly<Fields> = Data.TaggedError(
  "ServeError",
)<Fields>;

/**
 * The emulator could not be served: `reason` says why, the message ends with what to do.
 *
 * @since 0.1.0
 * @category errors
 */
export class ServeError extends Base {}

/**
 * Serves the emulator over HTTP on Node, Deno or Bun, until the scope closes: then the server stops
 * and every open connection with it. The library `srvx` (an optional peer dependency) is loaded
 * when this runs, and only then.
 *
 * Fails with `ServeError` when the port is in use, `srvx` is not installed, the runtime has no
 * sockets to listen on (workerd), or listening fails otherwise.
 *
 * @example
 * ```ts
 * import * as Emulator from "@codearts/check/emulator";
 * import * as Effect from "effect/Effect";
 *
 * const program = Effect.gen(function* () {
 *   const emulator = yield* Emulator.make();
 *   const { url } = yield* Emulator.serve(emulator, { port: 8080 });
 *   yield* Effect.log(`listening on ${url}`);
 *   return yield* Effect.never;
 * }).pipe(Effect.scoped);
 * ```
 *
 * @since 0.1.0
 * @category server
 */
export const serve = (
  emulator: Emulator,
  options: ServeOptions = {},
): Effect.Effect<Served, ServeError, Scope.Scope> => {
  const { port = 0, hostname = "127.0.0.1" } = options;
  const fail = (reason: Fields["reason"], message: string, cause?: unknown): ServeError =>
    new ServeError({ reason, port, hostname, message, cause });

  const load = Effect.tryPromise({
    // With `.catch` on it, bundlers take the package for what it is: one that may be missing.
    try: () => import("srvx").catch((cause) => Promise.reject(cause)),
    catch: (cause) =>
      fail("SrvxMissing", "The package srvx is missing: install it (npm install srvx).", cause),
  });

  const listen = (srvx: { readonly serve: (options: ServerOptions) => Server }) =>
    Effect.tryPromise({
      try: async () => {
        const closing = new AbortController();
        const server = srvx.serve({
          port,
          hostname,
          manual: true,
          silent: true,
          gracefulShutdown: false,
          // Deno closes open connections on a signal only.
          deno: { signal: closing.signal },
          // Who hung up is not there to read a reply.
          fetch: (request) =>
            emulator.fetch(request).catch(() => new Response(null, { status: 499 })),
        });
        if (!["node", "deno", "bun"].includes(server.runtime)) {
          throw fail(
            "NoSockets",
            "This runtime listens on no sockets: use the emulator's fetch as the worker's own.",
          );
        }
        await server.serve();
        const url = new URL(server.url ?? "");
        return {
          served: { url: url.origin, port: Number(url.port) },
          close: async (): Promise<void> => {
            closing.abort();
            await server.close(true);
          },
        };
      },
      catch: (cause) => {
        if (cause instanceof ServeError) return cause;
        const code = codeOf(cause);
        return code === "EADDRINUSE" || code === "AddrInUse"
          ? fail(
            "PortInUse",
            `Port ${port} of ${hostname} is in use: stop what listens there, or choose another ` +
              "port (0 takes any free one).",
            cause,
          )
          : fail(
            "ListenFailed",
            `Cannot listen on port ${port} of ${hostname} (${code}): choose another port or host.`,
            cause,
          );
      },
    });

  return Effect.acquireRelease(
    Effect.flatMap(load, listen),
    ({ close }) => Effect.promise(close),
  ).pipe(Effect.map(({ served }) => served));
};

/** Node and Bun tell the kind of a failure by `code`, Deno by `name`. */
const codeOf = (cause: unknown): string =>
  !(cause instanceof Error)
    ? String(cause)
    : "code" in cause && typeof cause.code === "string"
    ? cause.code
    : cause.name;
