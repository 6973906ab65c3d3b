/**
 * The service on loopback, in a process of its own: as little as answers.
 *
 * @module
 */
import { createServer } from "node:http";
import process from "node:process";

const server = createServer((request, response) => {
  request.resume();
  // The SDK, which is who signs, fails on `null`, which is what the documentation shows.
  const body = request.headers.authorization === undefined ? "null" : "{}";
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": body.length,
    "x-request-id": "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
  });
  response.end(body);
});

// A connection that is not needed for a while must not be closed under the hands of a client.
server.keepAliveTimeout = 120_000;

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) {
    process.send?.(address.port);
  }
});

process.on("disconnect", () => process.exit());
