/**
 * Starts the emulator on loopback.
 *
 * @module
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import * as Schema from "effect/Schema";
import { CloudAddress, type CloudOptions } from "./cloudOptions.ts";

/** The emulated cloud, as long as it is not closed. */
export interface Cloud extends CloudAddress {
  /** How many stops it works on at a time from now on. */
  readonly setConcurrentStops: (limit: number) => void;
  readonly close: () => void;
}

/** Starts `emulated.mjs`, which lies beside the program that asks for it. */
export const startEmulator = async (options: CloudOptions): Promise<Cloud> => {
  const program = fileURLToPath(new URL("./emulated.mjs", import.meta.url));
  const emulator = fork(program, [JSON.stringify(options)], { execArgv: [] });
  const [address]: ReadonlyArray<unknown> = await once(emulator, "message");
  return {
    ...Schema.decodeUnknownSync(CloudAddress)(address),
    setConcurrentStops: (limit) => void emulator.send(limit),
    close: () => emulator.disconnect(),
  };
};
