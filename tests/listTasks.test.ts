import { describe, expect, it } from "@effect/vitest";
import * as Chunk from "effect/Chunk";
import * as Effect from "effect/Effect";
import * as FastCheck from "effect/FastCheck";
import * as Stream from "effect/Stream";
import { listTasks, RetryPolicy, type StopTaskError } from "../mod.ts";
import {
  type ChangingList,
  changingList,
  type Counting,
  countings,
  scripts,
} from "./support/changingList.ts";
import { clientOn } from "./support/fetch.ts";
import { staticToken, target } from "./support/program.ts";

const projectId = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

const idsOf = (
  list: Pick<ChangingList, "fetch">,
): Effect.Effect<ReadonlyArray<string>, StopTaskError> =>
  listTasks(projectId, target).pipe(
    Stream.map(({ taskId }) => taskId),
    Stream.runCollect,
    Effect.map(Chunk.toReadonlyArray),
    Effect.provide(clientOn(list.fetch)),
    Effect.provide(staticToken),
    Effect.provideService(RetryPolicy.RetryPolicy, RetryPolicy.none),
  );

const nameOf = ({ counts, from }: Counting): string => `${counts} from ${from}`;

const counts = FastCheck.oneof(
  FastCheck.constantFrom(0, 1, 2, 98, 99, 100, 101, 102, 198, 199, 200, 201, 1000),
  FastCheck.integer({ min: 0, max: 3000 }),
);

describe("a listing", () => {
  for (const counting of countings) {
    describe(`where offset counts ${nameOf(counting)}`, () => {
      it("holds every task once, in order", () =>
        FastCheck.assert(
          FastCheck.asyncProperty(counts, async (count) => {
            const list = changingList(count, counting);
            expect(await Effect.runPromise(idsOf(list))).toEqual(list.now());
            const most = count < 100 ? 1 : 4 + count / 90;
            expect(list.calls.length).toBeLessThanOrEqual(most);
          }),
          { numRuns: 60 },
        ));

      it("misses no task that lasts, and holds none twice, while others make and delete some", () =>
        FastCheck.assert(
          FastCheck.asyncProperty(counts, scripts, async (count, script) => {
            const list = changingList(count, counting, script);
            const ids = await Effect.runPromise(idsOf(list));
            expect(new Set(ids).size).toBe(ids.length);
            const listed = new Set(ids);
            expect(list.lasting().filter((id) => !listed.has(id))).toEqual([]);
          }),
          { numRuns: 150 },
        ));

      it("holds every task whatever the service says of their number", () =>
        FastCheck.assert(
          FastCheck.asyncProperty(
            counts,
            FastCheck.oneof(FastCheck.nat(5000), FastCheck.jsonValue()),
            async (count, total) => {
              const list = changingList(count, counting, [], () => total);
              expect(await Effect.runPromise(idsOf(list))).toEqual(list.now());
            },
          ),
          { numRuns: 60 },
        ));
    });
  }
});
