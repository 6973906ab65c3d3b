/**
 * One way to make the call.
 *
 * @module
 */

/** The names of all variants, as the tables show them. */
export type VariantName =
  | "raw"
  | "SDK"
  | "ours"
  | "ours, traced"
  | "ours, layers built per call"
  | "raw, error"
  | "ours, error";

/** A way to make the call; what it resolves with does not matter, a rejection ends the benchmark. */
export interface Variant {
  readonly name: VariantName;
  readonly call: () => Promise<unknown>;
}

/** Where the calls go and how they prove who they are. */
export interface Setting {
  readonly endpoint: string;
  readonly token: string;
  readonly taskId: string;
}
