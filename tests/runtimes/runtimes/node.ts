/**
 * Node, Bun, and the Edge VM, which is a library for Node.
 *
 * @module
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { bundle } from "../bundle.ts";
import { installed, runHost, type Runtime, versionOf } from "./Runtime.ts";

const host = "tests/runtimes/hosts/process.ts";

/** The one that runs the tests; it may be too old to take TypeScript by itself. */
const own: Runtime = {
  name: "own Node",
  version: () => versionOf(process.execPath, /v\d+\.\d+\.\d+/),
  run: ({ url }) => runHost(process.execPath, ["--import", "tsx", host, url]),
};

const node24: Runtime = {
  name: "Node 24",
  version: () => versionOf(installed("node"), /v24\.\d+\.\d+/),
  run: ({ url }) => runHost(installed("node"), [host, url]),
};

const bun: Runtime = {
  name: "Bun",
  version: () => versionOf(installed("bun"), /1\.\d+\.\d+/),
  run: ({ url }) => runHost(installed("bun"), [host, url]),
};

const edgeVm: Runtime = {
  name: "Edge VM",
  version: () =>
    Promise.resolve().then(() => {
      const path = createRequire(import.meta.url).resolve("@edge-runtime/vm/package.json");
      return /"version": "([^"]+)"/.exec(readFileSync(path, "utf8"))?.[1] ?? "unknown";
    }),
  run: async ({ url }) => {
    const folder = mkdtempSync(join(tmpdir(), "edge-vm-"));
    try {
      const script = join(folder, "scenario.js");
      writeFileSync(script, await bundle("tests/runtimes/hosts/edgeVm.ts", "iife"));
      const vmHost = "tests/runtimes/hosts/edgeVmHost.ts";
      return await runHost(process.execPath, ["--import", "tsx", vmHost, script, url]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** The runtimes of this file. */
export const onNode: ReadonlyArray<Runtime> = [own, node24, bun, edgeVm];
