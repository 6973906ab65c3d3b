/**
 * Every variant, on the stub.
 *
 * @module
 */
import { failOn, stopOn, stopPerCallOn, traced, untraced } from "./ours.ts";
import { RawError, stopByHand } from "./raw.ts";
import { onFetch, sdkClient } from "./sdk.ts";
import { settingAt } from "./setting.ts";
import { stubs } from "./stub.ts";
import { type Client, clients, type Variant, type VariantName } from "./Variant.ts";

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

const on = (client: Client): ReadonlyArray<Variant> => [
  { name: client, call: stopOn(client, ok) },
  { name: `${client}, tracing off`, call: stopOn(client, ok, untraced) },
  { name: `${client}, traced`, call: stopOn(client, ok, traced) },
  { name: `${client}, layers per call`, call: stopPerCallOn(client, ok) },
  { name: `${client}, error`, call: failOn(client, busy) },
];

/** The variants; those that others are compared with come first. */
export const inProcessVariants = (): ReadonlyArray<Variant> => [
  { name: "raw", call: () => stopByHand(ok, () => undefined) },
  { name: "raw, error", call: failByHand },
  { name: "SDK", call: sdkClient(settingAt(stubs.okForSdk), onFetch) },
  ...clients.flatMap(on),
];
