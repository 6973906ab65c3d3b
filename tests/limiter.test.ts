import { describe, expect, it } from "@effect/vitest";
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import * as FastCheck from "effect/FastCheck";
import * as Fiber from "effect/Fiber";
import * as FiberId from "effect/FiberId";
import * as Limiter from "../src/bulk/Limiter.ts";

const make = (max: number) => {
  const limits: Array<number> = [max];
  const limiter = Limiter.make(max, (limit) => limits.push(limit));
  return { limits, limiter, limit: () => limits.at(-1) };
};

/** So many at once, each of which ends as it is told. */
const together = (
  { limiter }: ReturnType<typeof make>,
  ends: ReadonlyArray<"ok" | "busy">,
) =>
  Effect.forEach(ends, (end) =>
    Effect.ignore(limiter.admit(
      Effect.zipRight(Effect.yieldNow(), end === "ok" ? Effect.void : Effect.fail(end)),
      () => true,
    )), { concurrency: "unbounded", discard: true });

const many = <A>(count: number, value: A): ReadonlyArray<A> =>
  Array.from({ length: count }, () => value);

describe("the limiter", () => {
  it.effect("admits as many at a time as it may", () =>
    Effect.gen(function* () {
      const { limiter } = make(3);
      let now = 0;
      let most = 0;
      const one = Effect.gen(function* () {
        most = Math.max(most, ++now);
        yield* Effect.yieldNow();
        now--;
      });
      yield* Effect.all(many(20, limiter.admit(one, () => false)), { concurrency: "unbounded" });
      expect(most).toBe(3);
    }));

  it.effect("halves the room when it is too much", () =>
    Effect.gen(function* () {
      const made = make(16);
      yield* together(made, [...many(15, "ok" as const), "busy"]);
      expect(made.limit()).toBe(8);
    }));

  it.effect("halves it once for all that was sent before", () =>
    Effect.gen(function* () {
      const made = make(16);
      yield* together(made, many(16, "busy" as const));
      expect(made.limit()).toBe(8);
    }));

  it.effect("leaves room for one at least", () =>
    Effect.gen(function* () {
      const made = make(4);
      for (let turn = 0; turn < 5; turn++) yield* together(made, ["busy"]);
      expect(made.limit()).toBe(1);
      yield* together(made, ["ok", "ok"]);
    }));

  it.effect("widens it by one when as many have succeeded as there is room for", () =>
    Effect.gen(function* () {
      const made = make(16);
      yield* together(made, many(16, "busy" as const));
      // The last of them no longer use all the room.
      yield* together(made, many(8 + 7, "ok" as const));
      expect(made.limits).toEqual([16, 8, 9]);
    }));

  it.effect("widens it more slowly where it was too much before", () =>
    Effect.gen(function* () {
      const made = make(32);
      yield* together(made, many(32, "busy" as const));
      yield* together(made, many(16, "busy" as const));
      // From 8 to 15: one, two, … at a time. From 15 on, where it was too much, 8 times as many.
      yield* together(made, many(120, "ok" as const));
      expect(made.limits.slice(0, 4)).toEqual([32, 16, 8, 9]);
      expect(made.limit()).toBe(15);
      yield* together(made, many(60, "ok" as const));
      expect(made.limit()).toBe(15);
      yield* together(made, many(120, "ok" as const));
      expect(made.limit()).toBe(16);
    }));

  it.effect("finds out that a limit was lifted", () =>
    Effect.gen(function* () {
      const made = make(64);
      for (const busy of [64, 32, 16]) yield* together(made, many(busy, "busy" as const));
      expect(made.limit()).toBe(8);
      yield* together(made, many(5_000, "ok" as const));
      expect(made.limit()).toBe(64);
    }));

  it.effect("does not grow on success that does not use the room", () =>
    Effect.gen(function* () {
      const made = make(16);
      yield* together(made, many(16, "busy" as const));
      for (let turn = 0; turn < 100; turn++) yield* together(made, ["ok"]);
      expect(made.limit()).toBe(8);
    }));

  it.effect("loses no room, whoever is interrupted when", () =>
    Effect.promise(() =>
      FastCheck.assert(
        FastCheck.asyncProperty(
          FastCheck.array(FastCheck.record({ steps: FastCheck.nat(4), cut: FastCheck.nat(6) }), {
            minLength: 1,
            maxLength: 20,
          }),
          async (visits) => {
            const made = make(3);
            const gate = Deferred.unsafeMake<void>(FiberId.none);
            const visit = ({ cut, steps }: (typeof visits)[number]) =>
              Effect.gen(function* () {
                const turns = Effect.replicateEffect(Effect.yieldNow(), steps);
                const fiber = yield* Effect.fork(made.limiter.admit(turns, () => false));
                yield* Effect.replicateEffect(Effect.yieldNow(), cut);
                yield* Fiber.interrupt(fiber);
              });
            await Effect.runPromise(
              Effect.forEach(visits, visit, { concurrency: "unbounded", discard: true }),
            );
            // All the room is there again: three can be in it at once.
            let inside = 0;
            const guest = made.limiter.admit(
              Effect.suspend(() => {
                inside++;
                return inside === 3 ? Deferred.succeed(gate, undefined) : Deferred.await(gate);
              }),
              () => false,
            );
            await Effect.runPromise(
              Effect.timeout(Effect.all([guest, guest, guest], { concurrency: 3 }), "5 seconds"),
            );
          },
        ),
        { numRuns: 200 },
      )
    ));
});
