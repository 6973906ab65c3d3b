import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Room from "../src/bulk/Room.ts";

/** Takes a place, and notes whose it was. */
const take = (room: Room.Room, who: string, had: Array<string>) =>
  Effect.forkDaemon(Effect.map(room.take, () => void had.push(who)));

describe("the room for outcomes", () => {
  it.effect("has so many places, and gives those that come back in turn", () =>
    Effect.gen(function* () {
      const room = Room.make(2);
      const had: Array<string> = [];
      for (const who of ["one", "two", "three", "four"]) yield* take(room, who, had);
      yield* Effect.yieldNow();
      expect(had).toEqual(["one", "two"]);
      room.release();
      yield* Effect.yieldNow();
      expect(had).toEqual(["one", "two", "three"]);
      room.release();
      yield* Effect.yieldNow();
      expect(had).toEqual(["one", "two", "three", "four"]);
    }));

  it.effect("keeps a place that nobody waits for", () =>
    Effect.gen(function* () {
      const room = Room.make(1);
      yield* room.take;
      room.release();
      room.release();
      yield* room.take;
      yield* room.take;
    }));

  it.effect("passes over who waits no longer", () =>
    Effect.gen(function* () {
      const room = Room.make(0);
      const had: Array<string> = [];
      const gone = yield* take(room, "gone", had);
      yield* take(room, "there", had);
      yield* Effect.yieldNow();
      yield* Fiber.interrupt(gone);
      room.release();
      yield* Effect.yieldNow();
      expect(had).toEqual(["there"]);
    }));
});
