/**
 * Entries of a token store in a map, which a test can look into and change.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import type { TokenStore } from "../../mod.ts";

/** Entries, and what is behind them. */
export interface MapEntries {
  readonly entries: TokenStore.Entries;
  readonly map: Map<string, string>;
  readonly lifetimes: Array<number>;
  readonly state: { gets: number };
}

/** Entries that nobody else has. */
export const makeEntries = (): MapEntries => {
  const map = new Map<string, string>();
  const lifetimes: Array<number> = [];
  const state = { gets: 0 };
  return {
    map,
    lifetimes,
    state,
    entries: {
      get: (name) =>
        Effect.sync(() => {
          state.gets++;
          return Option.fromNullable(map.get(name));
        }),
      set: (name, entry, lifetime) =>
        Effect.sync(() => {
          lifetimes.push(lifetime);
          map.set(name, entry);
        }),
      remove: (name) => Effect.sync(() => void map.delete(name)),
    },
  };
};
