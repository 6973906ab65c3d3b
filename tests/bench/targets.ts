/**
 * All targets, held against the figures.
 *
 * @module
 */
import type { Figures } from "./figures.ts";
import { bulkTargets, capacityTargets, listingTargets } from "./targets/bulk.ts";
import { flatTargets } from "./targets/flat.ts";
import { heapTargets, timeTargets } from "./targets/inProcess.ts";
import { loopbackTargets } from "./targets/loopback.ts";
import {
  authorizationTargets,
  importTargets,
  signatureTargets,
  startTargets,
} from "./targets/parts.ts";
import type { Target } from "./targets/Target.ts";

const held = <A>(
  figure: A | undefined,
  targets: (figure: A) => ReadonlyArray<Target>,
): ReadonlyArray<Target> => figure === undefined ? [] : targets(figure);

/** The targets of what was measured. */
export const targetsOf = (figures: Partial<Figures>): ReadonlyArray<Target> => [
  ...held(figures.timings, timeTargets),
  ...held(figures.allocations, heapTargets),
  ...held(figures.throughputs, loopbackTargets),
  ...held(figures.signatures, signatureTargets),
  ...held(figures.authorizations, authorizationTargets),
  ...held(figures.starts, startTargets),
  ...held(figures.imports, importTargets),
  ...held(figures.bulk, bulkTargets),
  ...held(figures.listing, listingTargets),
  ...held(figures.capacity, capacityTargets),
  ...held(figures.flatness, flatTargets),
];
