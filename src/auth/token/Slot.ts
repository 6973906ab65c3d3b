/**
 * What the process, or the isolate, knows of one caller: plain values, found again by every layer
 * that is built with the same options. No request of an isolate waits on another's promise here.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { TokenUnavailable } from "../../errors/authentication.ts";
import type { Token } from "./Token.ts";

/** An error that answers callers until a time comes. */
export interface Held {
  readonly error: TokenUnavailable;
  readonly until: number;
}

/** What is known of one caller. Times are milliseconds since 1970. */
export interface Slot {
  /** The key of the token in a store; none where no digest can be made. */
  readonly key: string | undefined;
  token: Token | undefined;
  /** The token that the service refused last: a store may still have it. */
  rejected: string | undefined;
  /** How often no token could be had, and why the last time: for those who waited for it. */
  failures: number;
  failure: TokenUnavailable | undefined;
  /** A refusal by IAM, or a pause that it asked for. */
  held: Held | undefined;
  /** No refresh ahead of time before this. */
  refreshFrom: number;
  /** When each of the latest renewals began that a refusal by the service caused. */
  renewals: ReadonlyArray<number>;
  /** One at a time: by a semaphore, or where requests must not share one, by a claim. */
  readonly semaphore: Effect.Semaphore;
  claim: { readonly until: number } | undefined;
}

/** Nothing is known yet. */
export const makeSlot = (key: string | undefined): Slot => ({
  key,
  token: undefined,
  rejected: undefined,
  failures: 0,
  failure: undefined,
  held: undefined,
  refreshFrom: 0,
  renewals: [],
  semaphore: Effect.unsafeMakeSemaphore(1),
  claim: undefined,
});

/** So many callers one process remembers; the one that was looked for longest ago is forgotten. */
const limit = 256;

const slots = new Map<string, Slot>();

/** The process's slot for a key. */
export const slotOf = (key: string): Slot => {
  const slot = slots.get(key) ?? makeSlot(key);
  slots.delete(key);
  slots.set(key, slot);
  if (slots.size > limit) {
    for (const oldest of slots.keys()) {
      slots.delete(oldest);
      break;
    }
  }
  return slot;
};
