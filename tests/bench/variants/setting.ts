/**
 * What every variant stops, where, and with which token.
 *
 * @module
 */
import type { Setting } from "./Variant.ts";

/** The same task at another endpoint, with a token as long as a short one of the service's. */
export const settingAt = (endpoint: string): Setting => ({
  endpoint,
  token: `MIIEXAMPLE${"abcdefghijklmnop".repeat(64)}`,
  taskId: "5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d",
});

/** The id of a task by its number, as long as those of the service. */
export const taskIdOf = (n: number): string => n.toString(16).padStart(32, "0");

/** The project that they are in. */
export const projectId = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
