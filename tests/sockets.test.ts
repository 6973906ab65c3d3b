import * as HttpClient from "@effect/platform/HttpClient";
import { describe, expect, it } from "@effect/vitest";
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Layer from "effect/Layer";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Scope } from "effect/Scope";
import { stopTask, type StopTaskError } from "../mod.ts";
import { httpClient } from "./support/fetch.ts";
import { staticToken, taskId } from "./support/program.ts";

/** A server on loopback, and its address. */
const serve = (
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Effect.Effect<{ readonly server: Server; readonly endpoint: string }, never, Scope> =>
  Effect.acquireRelease(
    Effect.async<{ readonly server: Server; readonly endpoint: string }>((resume) => {
      const server = createServer(handler);
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        const port = typeof address === "object" && address !== null ? address.port : 0;
        resume(Effect.succeed({ server, endpoint: `http://127.0.0.1:${port}` }));
      });
    }),
    ({ server }) =>
      Effect.sync(() => {
        server.closeAllConnections();
        server.close();
      }),
  );

const stopAt = (
  endpoint: string,
  client: Layer.Layer<HttpClient.HttpClient> = httpClient,
): Effect.Effect<void, StopTaskError> =>
  stopTask(taskId, { endpoint }).pipe(Effect.provide(client), Effect.provide(staticToken));

const following = Layer.effect(
  HttpClient.HttpClient,
  Effect.map(HttpClient.HttpClient, HttpClient.followRedirects(5)),
).pipe(Layer.provide(httpClient));

describe("over a real socket, a stop", () => {
  for (const [name, client] of Object.entries({ plain: httpClient, following })) {
    it.scopedLive(`does not follow a 307 to another host (${name} client)`, () =>
      Effect.gen(function* () {
        let reached = 0;
        const elsewhere = yield* serve((_, response) => {
          reached++;
          response.end("null");
        });
        const here = yield* serve((_, response) => {
          // Another host name, and the same machine.
          const location = elsewhere.endpoint.replace("127.0.0.1", "localhost");
          response.writeHead(307, { location }).end();
        });
        const error = yield* Effect.flip(stopAt(here.endpoint, client));
        expect(error).toMatchObject({ _tag: "UnexpectedResponse", status: 307 });
        expect(reached).toBe(0);
      }));
  }

  it.scopedLive("reads 64 KiB of a body of 64 MiB, and leaves the rest", () =>
    Effect.gen(function* () {
      let sent = 0;
      const closed = yield* Deferred.make<void>();
      const { endpoint } = yield* serve((_, response) => {
        response.writeHead(400, { "content-length": String(64 * 1024 * 1024) });
        const chunk = Buffer.alloc(64 * 1024, "x");
        const more = () => {
          while (sent < 64 * 1024 * 1024) {
            sent += chunk.byteLength;
            if (!response.write(chunk)) return void response.once("drain", more);
          }
        };
        response.on("close", () => Deferred.unsafeDone(closed, Effect.void));
        more();
      });
      const error = yield* Effect.flip(stopAt(endpoint));
      expect(error).toMatchObject({ _tag: "UnexpectedResponse", status: 400 });
      yield* Deferred.await(closed);
      // What the sockets' buffers take beside it is the system's business, and far from 64 MiB.
      expect(sent).toBeLessThan(16 * 1024 * 1024);
    }));

  it.scopedLive("closes its socket when it is interrupted", () =>
    Effect.gen(function* () {
      const arrived = yield* Deferred.make<void>();
      const closed = yield* Deferred.make<void>();
      const { endpoint } = yield* serve((request) => {
        request.socket.on("close", () => Deferred.unsafeDone(closed, Effect.void));
        Deferred.unsafeDone(arrived, Effect.void);
      });
      const fiber = yield* Effect.fork(stopAt(endpoint));
      yield* Deferred.await(arrived);
      yield* Fiber.interrupt(fiber);
      yield* Deferred.await(closed);
    }));

  it.scopedLive("keeps its connection for the next, since every body is read", () =>
    Effect.gen(function* () {
      const sockets = new Set<unknown>();
      const { endpoint } = yield* serve((request, response) => {
        sockets.add(request.socket);
        response.writeHead(429, { "content-type": "application/json" });
        response.end(JSON.stringify({ error_code: "APIGW.0308", error_msg: "slow down" }));
      });
      yield* Effect.replicateEffect(Effect.flip(stopAt(endpoint)), 20);
      // The first may still be closing when the second is sent; without reading there would be 20.
      expect(sockets.size).toBeLessThan(4);
    }));

  it.scopedLive("is ambiguous when the connection is cut", () =>
    Effect.gen(function* () {
      const { endpoint } = yield* serve((request) => void request.socket.destroy());
      const error = yield* Effect.flip(stopAt(endpoint));
      expect(error).toMatchObject({ _tag: "ConnectionFailed", ambiguous: true });
    }));

  it.live("fails with ConnectionFailed where nobody listens", () =>
    Effect.gen(function* () {
      const { endpoint } = yield* Effect.scoped(serve(() => {}));
      const error = yield* Effect.flip(stopAt(endpoint));
      expect(error._tag).toBe("ConnectionFailed");
      expect(error.message).toContain("ECONNREFUSED");
    }));

  it.scopedLive("reads a compressed body that unpacks to more than 64 KiB no further", () =>
    Effect.gen(function* () {
      const { gzipSync } = yield* Effect.promise(() => import("node:zlib"));
      const bomb = gzipSync(Buffer.alloc(32 * 1024 * 1024, "x"));
      const { endpoint } = yield* serve((_, response) => {
        response.writeHead(500, {
          "content-encoding": "gzip",
          "content-length": String(bomb.byteLength),
        });
        response.end(bomb);
      });
      const before = process.memoryUsage().arrayBuffers;
      const error = yield* Effect.flip(stopAt(endpoint));
      expect(error).toMatchObject({ _tag: "UnexpectedResponse", status: 500 });
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024);
    }));
});
