/**
 * Targets of what a call is made of, and of what comes before the first.
 *
 * @module
 */
import type { Authorization, Import, On, Signature, Start } from "../figures.ts";
import { rowOf } from "../shares.ts";
import { atMost, type Target } from "./Target.ts";

/** Of a signature: against the SDK's on Node, by itself elsewhere. */
export const signatureTargets = (
  signatures: ReadonlyArray<On<ReadonlyArray<Signature>>>,
): ReadonlyArray<Target> =>
  signatures.map(({ found, runtime }) => {
    const { micros, ofSdk } = rowOf(found, "ours");
    return runtime.startsWith("Node")
      ? atMost("signing a stop, of the SDK's signer", ofSdk ?? NaN, 1)
      : atMost(`signing a stop, ${runtime}`, micros, 15, {
        digits: 1,
        of: "us",
      });
  });

/** Of a token that is there already. */
export const authorizationTargets = (
  authorizations: ReadonlyArray<Authorization>,
): ReadonlyArray<Target> => [
  atMost(
    "IamPassword's warm token over StaticToken",
    rowOf(authorizations, "IamPassword, warm").overStatic,
    1,
    { of: "us" },
  ),
];

const worker = "src/edge/cloudflare.ts";

/** Of a worker's start. */
export const startTargets = (
  starts: ReadonlyArray<Start>,
): ReadonlyArray<Target> => [
  atMost(
    "worker's first reply, times an empty worker's",
    rowOf(starts, worker).timesEmpty,
    2.3,
  ),
];

/** Of an import. */
export const importTargets = (
  imports: ReadonlyArray<Import>,
): ReadonlyArray<Target> => [
  atMost(
    "importing the worker, of importing the SDK",
    rowOf(imports, worker).ofSdk,
    0.2,
  ),
];
