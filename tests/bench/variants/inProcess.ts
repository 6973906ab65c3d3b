/**
 * Every variant, on the stub.
 *
 * @module
 */
import { failOurs, stopOurs, stopOursPerCall, stopOursTraced } from "./ours.ts";
import { RawError, stopByHand } from "./raw.ts";
import { onFetch, sdkClient } from "./sdk.ts";
import { settingAt } from "./setting.ts";
import { stubs } from "./stub.ts";
import type { Variant, VariantName } from "./Variant.ts";

/** The hand-written call that does the same. */
export const baseOf = (name: VariantName): VariantName =>
  name.endsWith("error") ? "raw, error" : "raw";

const ok = settingAt(stubs.ok);
const busy = settingAt(stubs.busy);

const failByHand = async (): Promise<unknown> => {
  try {
    await stopByHand(busy, () => undefined);
  } catch (error) {
    if (error instanceof RawError) return error.tag;
    throw error;
  }
  throw new Error("the stop should have failed");
};

/** The variants; those that others are compared with come first. */
export const inProcessVariants = (): ReadonlyArray<Variant> => [
  { name: "raw", call: () => stopByHand(ok, () => undefined) },
  { name: "SDK", call: sdkClient(settingAt(stubs.okForSdk), onFetch) },
  { name: "ours", call: stopOurs(ok) },
  { name: "ours, traced", call: stopOursTraced(ok) },
  { name: "ours, layers built per call", call: stopOursPerCall(ok) },
  { name: "raw, error", call: failByHand },
  { name: "ours, error", call: failOurs(busy) },
];
