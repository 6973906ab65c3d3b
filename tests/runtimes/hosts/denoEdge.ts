/**
 * The example for Deno, where every host is the emulated cloud.
 */
import "./toCloud.ts";

export { default } from "../../../src/edge/deno.ts";
