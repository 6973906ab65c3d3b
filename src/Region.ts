/**
 * The regions that have CodeArts Check, and their hosts.
 *
 * @module
 */
import * as Schema from "effect/Schema";

/**
 * The regions whose hosts are known.
 *
 * @example
 * ```ts
 * import * as Schema from "effect/Schema";
 * import { Region } from "@codearts/check";
 *
 * const region = Schema.decodeUnknownOption(Region)("cn-north-4");
 * ```
 *
 * @since 0.1.0
 * @category schemas
 */
export const Region: Schema.Literal<[
  "cn-north-4",
  "cn-north-1",
  "cn-east-2",
  "cn-east-3",
  "cn-south-1",
  "ap-southeast-3",
  "la-north-2",
  "sa-brazil-1",
  "eu-west-101",
]> = Schema.Literal(
  "cn-north-4",
  "cn-north-1",
  "cn-east-2",
  "cn-east-3",
  "cn-south-1",
  "ap-southeast-3",
  "la-north-2",
  "sa-brazil-1",
  "eu-west-101",
);

/**
 * A region whose host is known.
 *
 * @since 0.1.0
 * @category models
 */
export type Region = typeof Region.Type;

/**
 * The endpoint of CodeArts Check in a region, without a slash at its end.
 *
 * The hosts are those that the current documentation and the official Node SDK agree on,
 * `codearts-check.{region}.myhuaweicloud.com`; in the EU, `check.eu-west-101.myhuaweicloud.eu`.
 * Where that host does not answer, give the endpoint instead of the region:
 *
 * - The host's region and the credential's can differ. For tasks in `cn-north-1`, call the host of
 *   `cn-north-4` with the token of `cn-north-1`; for tasks in `cn-east-2`, `cn-east-3` and
 *   Guiyang-1, call the host of `cn-south-1` with their own token (CodeArts Check API Reference,
 *   "Endpoints", in Chinese, which names only these two hosts).
 * - Older host families are `codecheck-ext.{region}.myhuaweicloud.com` (the SDKs for Go, Python and
 *   Java) and `devcloud.{region}.myhuaweicloud.com` (the international documentation, for
 *   `la-north-2`, `sa-brazil-1` and `ap-southeast-3`). Which of them is authoritative is not
 *   documented.
 *
 * @example
 * ```ts
 * import { endpointOf, stopTask } from "@codearts/check";
 *
 * // A task in cn-north-1, through the host of cn-north-4:
 * const program = stopTask("5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d", {
 *   endpoint: endpointOf("cn-north-4"),
 * });
 * ```
 *
 * @since 0.1.0
 * @category getters
 */
export const endpointOf = (region: Region): string =>
  region === "eu-west-101"
    ? "https://check.eu-west-101.myhuaweicloud.eu"
    : `https://codearts-check.${region}.myhuaweicloud.com`;
