import * as FastCheck from "effect/FastCheck";
import { describe, expect, it } from "vitest";
import { windowAt } from "../src/listing/Reading.ts";

const rowsOf = (reading: "rows" | "pagesFrom0" | "pagesFrom1", offset: number, limit: number) => {
  if (reading === "rows") return [offset - 1, offset] as const;
  const first = (reading === "pagesFrom0" ? offset : offset - 1) * limit;
  return [first, first] as const;
};

describe("the window at a row", () => {
  for (const reading of ["rows", "pagesFrom0", "pagesFrom1"] as const) {
    it(`begins before it and ends behind it, where offset counts ${reading}`, () =>
      FastCheck.assert(
        FastCheck.property(
          FastCheck.oneof(
            FastCheck.integer({ min: 1, max: 1_000_000 }),
            // Multiples of each length up to 16.
            FastCheck.constant(720_720),
          ),
          FastCheck.integer({ min: 17, max: 100 }),
          (next, longest) => {
            const { first, limit, offset } = windowAt(reading, next, longest);
            expect(limit).toBeLessThanOrEqual(longest);
            if (offset === undefined) expect([first, next <= limit]).toEqual([0, true]);
            else {
              const [earliest, latest] = rowsOf(reading, offset, limit);
              expect(first).toBe(earliest);
              expect(latest).toBeLessThan(next);
              expect(earliest + limit).toBeGreaterThan(next);
            }
          },
        ),
        { numRuns: 1000 },
      ));
  }
});
