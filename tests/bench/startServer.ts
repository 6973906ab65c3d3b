/**
 * Starts the service on loopback.
 *
 * @module
 */
import { fork } from "node:child_process";
import { once } from "node:events";

/** The service, as long as it is not closed. */
export interface Server {
  /** Its name and port. */
  readonly host: string;
  readonly close: () => void;
}

/** Starts `server.mjs`, whose path is given, in a process of its own. */
export const startServer = async (program: string): Promise<Server> => {
  const server = fork(program, { execArgv: [] });
  const [port]: ReadonlyArray<unknown> = await once(server, "message");
  return { host: `127.0.0.1:${port}`, close: () => server.disconnect() };
};
