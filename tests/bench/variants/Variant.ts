/**
 * One way to make the call.
 *
 * @module
 */

/** The clients that the module is measured on, by the names of their modules. */
export const clients = ["EdgeHttpClient", "FetchHttpClient"] as const;

/** One of them. */
export type Client = (typeof clients)[number];

/** The names of all variants, as the tables show them. */
export type VariantName =
  | "raw"
  | "SDK"
  | Client
  | `${Client}, tracing off`
  | `${Client}, traced`
  | `${Client}, layers per call`
  | "raw, error"
  | `${Client}, error`;

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
