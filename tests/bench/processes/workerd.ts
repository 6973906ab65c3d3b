/**
 * workerd itself, without what miniflare puts around it: its start is what is measured.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import * as Schema from "effect/Schema";
import { installed } from "../../runtimes/runtimes/Runtime.ts";

/** Every host that a worker asks is the one that is given. */
const config = (cloud: string, compatibilityDate: string): string =>
  `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "cloud", external = (address = "${cloud}", http = ())),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "${compatibilityDate}",
  globalOutbound = "cloud",
  bindings = [(name = "HW_AUTH_TOKEN", text = "MIIEXAMPLE")],
);
`;

/** A worker that is there to be started, as often as is asked. */
export interface Worker {
  readonly start: () => Promise<Running>;
  /** Removes its files. */
  readonly remove: () => void;
}

/** A worker that runs. */
export interface Running {
  /** Asks for a path, and reads the reply; a status that is no success is an error. */
  readonly get: (path: string) => Promise<string>;
  readonly kill: () => void;
}

const Listening = Schema.parseJson(Schema.Struct({ port: Schema.Number }));

const get = (port: number) => (path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const asked = request(
      { host: "127.0.0.1", port, path, agent: false },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on(
          "data",
          (chunk: string) => text += chunk,
        );
        response.on("end", () => {
          const { statusCode = 0 } = response;
          if (statusCode >= 200 && statusCode < 300) {
            resolve(text);
          } else {reject(
              new Error(`the worker answered ${statusCode}: ${text}`),
            );}
        });
      },
    );
    asked.on("error", reject);
    asked.end();
  });

const start = (path: string): Promise<Running> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      installed("workerd"),
      ["serve", "--control-fd=3", path],
      {
        stdio: ["ignore", "inherit", "inherit", "pipe"],
        timeout: 60_000,
        killSignal: "SIGKILL",
      },
    );
    child.on("error", reject);
    child.on(
      "exit",
      (code) => reject(new Error(`workerd ended with code ${code}`)),
    );
    // It says on which port it listens, once.
    const control = child.stdio[3] as Readable;
    control.once("data", (line: Uint8Array) => {
      const { port } = Schema.decodeUnknownSync(Listening)(String(line));
      resolve({ get: get(port), kill: () => void child.kill("SIGKILL") });
    });
  });

/** Writes down a worker; what it sends goes to `cloud`, a host and a port. */
export const workerOf = async (
  script: string,
  cloud: string,
): Promise<Worker> => {
  // As the tests have it. Its packages may have been installed just now.
  const { compatibilityDate } = await import(
    "../../runtimes/runtimes/workerd.ts"
  );
  const folder = mkdtempSync(join(tmpdir(), "bench-worker-"));
  const path = join(folder, "config.capnp");
  writeFileSync(join(folder, "worker.js"), script);
  writeFileSync(path, config(cloud, compatibilityDate));
  return {
    start: () => start(path),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
