import { describe, expect, it } from "@effect/vitest";
import * as Chunk from "effect/Chunk";
import * as Effect from "effect/Effect";
import * as FastCheck from "effect/FastCheck";
import * as Stream from "effect/Stream";
import { taskIdsOf } from "../mod.ts";

const idsOf = (...parts: ReadonlyArray<string | Uint8Array>): ReadonlyArray<string> =>
  Chunk.toReadonlyArray(Effect.runSync(Stream.runCollect(taskIdsOf(Stream.fromIterable(parts)))));

describe("taskIdsOf", () => {
  it("takes an id a line", () => {
    expect(idsOf("a\nb\nc\n")).toEqual(["a", "b", "c"]);
  });

  it("takes a last line that does not end", () => {
    expect(idsOf("a\nb")).toEqual(["a", "b"]);
  });

  it("takes the ends of lines of every system, and a byte order mark", () => {
    expect(idsOf(new TextEncoder().encode("\ufeffa\r\nb\rc\n"))).toEqual(["a", "b", "c"]);
  });

  it("passes over empty lines and comments", () => {
    expect(idsOf("# all of them\n\n  a  # hangs\n\t\nb\n#c")).toEqual(["a", "b"]);
  });

  it("leaves a line that is no id as it is", () => {
    expect(idsOf("a b\nno#comment\n")).toEqual(["a b", "no#comment"]);
  });

  it("keeps no more of an endless line than tells that it is no id", () => {
    const ids = idsOf(...Array.from({ length: 2_000 }, () => "x".repeat(1_000)), "\nb\n");
    expect(ids.map((id) => id.length)).toEqual([1_024, 1]);
  });

  it("does not mind where the text is cut into parts", () => {
    FastCheck.assert(FastCheck.property(
      FastCheck.string({ unit: FastCheck.constantFrom("a", "ä", "线", "\n", "\r", " ", "#") }),
      FastCheck.array(FastCheck.nat(40)),
      (text, cuts) => {
        const bytes = new TextEncoder().encode(text);
        const places = [0, ...cuts.filter((cut) => cut <= bytes.length), bytes.length].sort(
          (a, b) => a - b,
        );
        const parts = places.slice(1).map((end, n) => bytes.slice(places[n], end));
        expect(idsOf(...parts)).toEqual(idsOf(text));
      },
    ));
  });
});
