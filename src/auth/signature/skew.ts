/**
 * How far the gateway's clock is ahead of this machine's.
 *
 * @module
 */

/** Dates that are no further apart, in milliseconds, are taken for the same; the gateway allows 15 minutes. */
const tolerance = 60_000;

/** A refusal for a signature's date; all times in milliseconds since 1970. */
export interface Refusal {
  /** The request as it was handed out. */
  readonly request: object;
  /** The date that it was signed with. */
  readonly signed: number;
  /** The gateway's clock. */
  readonly server: number;
  /** This machine's clock. */
  readonly now: number;
}

/** What is known of the gateway's clock: one plain value, which any number of requests may share. */
export interface Skew {
  /** Milliseconds to add to this machine's clock. */
  readonly current: () => number;
  /** Marks a request, in place, as signed with the current skew; nothing shows the mark. */
  readonly mark: <A extends object>(request: A) => A;
  /**
   * Learns from a refusal, and says whether a signature that is made now has a better date. A
   * refusal of a date from before the skew changed teaches nothing: what is known is newer.
   */
  readonly learn: (refusal: Refusal) => boolean;
}

const used = Symbol("skew");

const isMarked = (request: object): request is { readonly [used]: number } => used in request;

/** A skew of nothing, until it is learned. */
export const makeSkew = (): Skew => {
  let skew = 0;
  return {
    current: () => skew,
    mark: (request) => Object.assign(request, { [used]: skew }),
    learn: ({ request, signed, server, now }) => {
      // The date was right by the gateway's own clock: another one changes nothing.
      if (Math.abs(server - signed) <= tolerance) return false;
      const isLatest = !isMarked(request) || request[used] === skew;
      // Otherwise the clocks agree, and the request was on its way for too long.
      if (isLatest && Math.abs(server - now - skew) > tolerance) skew = server - now;
      return true;
    },
  };
};
