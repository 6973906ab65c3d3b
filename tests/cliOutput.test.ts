import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as FastCheck from "effect/FastCheck";
import { Io } from "../src/cli/Io.ts";
import { type Paint, paintOf } from "../src/cli/output/Paint.ts";
import { fit, pad, printable, widthOf } from "../src/cli/output/printable.ts";
import { progressLine, spanOf } from "../src/cli/output/progressLine.ts";
import { tableOf } from "../src/cli/output/table.ts";
import { processWith } from "./support/cli.ts";

const plain: Paint = (_, text) => text;

/** Text of every kind: Latin, Chinese, emoji, combining, symbols. */
const text = FastCheck.array(
  FastCheck.oneof(
    FastCheck.constantFrom(
      "a",
      "Z",
      "中",
      "文",
      "。",
      "→",
      "…",
      "é",
      "e\u0301",
      "👩‍👩‍👧",
      "🇨🇳",
      " ",
      "ｶ",
    ),
    FastCheck.string({ unit: "grapheme", maxLength: 2 }),
  ),
  { maxLength: 30 },
).map((parts) => printable(parts.join("")));

describe("text", () => {
  it("is cut to the columns that there are, Chinese counted double", () => {
    expect(fit("代码检查", 8)).toBe("代码检查");
    expect(fit("代码检查", 7)).toBe("代码检…");
    expect(fit("代码检查", 6)).toBe("代码…");
    expect(pad("代码", 6)).toBe("代码  ");
    expect(fit("→→ abcdef", 6)).toBe("→→ ab…");
  });

  it("is never wider than asked, nor cut within a character", () => {
    FastCheck.assert(
      FastCheck.property(text, FastCheck.integer({ min: 1, max: 40 }), (all, most) => {
        const cut = fit(all, most);
        expect(widthOf(cut)).toBeLessThanOrEqual(most);
        const segments = [...new Intl.Segmenter().segment(all)].map(({ segment }) => segment);
        const kept = cut === all ? all : cut.slice(0, -1);
        expect(segments.reduce((sum, next) => kept.startsWith(sum + next) ? sum + next : sum, ""))
          .toBe(kept);
      }),
    );
  });

  it("drives no terminal", () => {
    expect(printable("a\u001b[2Jb\r\nc\u202ed\u009b1m")).toBe("a [2Jb c d 1m");
  });
});

describe("a table", () => {
  it("is as wide as its columns where there is room", () => {
    expect(tableOf(["ID", "NAME"], [["a", "代码"], ["bcd", "x"]], 80))
      .toEqual(["ID   NAME", "a    代码", "bcd  x"]);
  });

  it("keeps the ids whole as long as others can give way", () => {
    const id = "5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d";
    const [, line = ""] = tableOf(["TASK", "NAME"], [[id, "a long name of a task"]], 44);
    expect(line).toBe(`${id}  a long na…`);
  });

  it("is never wider than the terminal", () => {
    const rows = FastCheck.array(FastCheck.tuple(text, text, text), { maxLength: 5 });
    FastCheck.assert(
      FastCheck.property(rows, FastCheck.integer({ min: 1, max: 90 }), (all, most) => {
        const lines = tableOf(["ONE", "TWO", "THREE"], all, most);
        expect(lines.filter((line) => widthOf(line) > most)).toEqual([]);
      }),
    );
  });
});

describe("the progress", () => {
  const tally = {
    stopped: 40,
    failures: new Map([["Throttled", 2], ["TaskNotFound", 8]]),
  };

  it("shows bar, rate, time left and failures by kind", () => {
    expect(progressLine(tally, 200, 10, 120, plain)).toBe(
      "██████░░░░░░░░░░░░░░░░░░  50/200  10 failed  5.0/s  30 s left  TaskNotFound 8, Throttled 2",
    );
  });

  it("knows no time left where it knows no number", () => {
    expect(progressLine(tally, undefined, 10, 120, plain))
      .toBe("50 done  10 failed  5.0/s  TaskNotFound 8, Throttled 2");
  });

  it("begins without a rate", () => {
    expect(progressLine({ stopped: 0, failures: new Map() }, 3, 0, 40, plain)).toMatch(
      /░ {2}0\/3$/,
    );
  });

  it("is never wider than asked", () => {
    const count = FastCheck.nat(1_000_000);
    FastCheck.assert(FastCheck.property(
      FastCheck.record({ stopped: count, failed: count, rest: count, seconds: count }),
      FastCheck.integer({ min: 8, max: 200 }),
      ({ failed, rest, seconds, stopped }, most) => {
        const failures = new Map(failed > 0 ? [["RequestTimedOut", failed]] : []);
        const total = stopped + failed + rest;
        const line = progressLine({ stopped, failures }, total, seconds, most, plain);
        expect(widthOf(line)).toBeLessThanOrEqual(Math.max(most, `${total}/${total}`.length));
      },
    ));
  });

  it("tells spans in two units at most", () => {
    expect([0, 59.4, 59.6, 125, 4_800].map(spanOf))
      .toEqual(["0 s", "59 s", "1 min 0 s", "2 min 5 s", "1 h 20 min"]);
  });
});

describe("colours", () => {
  const cases: ReadonlyArray<
    readonly [string, Readonly<Record<string, string>>, number | undefined, boolean, boolean]
  > = [
    ["are used on a terminal", { TERM: "xterm" }, 80, true, true],
    ["are not used in a pipe", {}, undefined, true, false],
    ["are not used on a dumb terminal", { TERM: "dumb" }, 80, true, false],
    ["are not used with NO_COLOR", { NO_COLOR: "1" }, 80, true, false],
    ["are not used with --no-color", {}, 80, false, false],
    ["are used in a pipe with FORCE_COLOR", { FORCE_COLOR: "1" }, undefined, true, true],
    ["are not used with FORCE_COLOR=0", { FORCE_COLOR: "0" }, 80, true, false],
    ["obey NO_COLOR before FORCE_COLOR", { FORCE_COLOR: "1", NO_COLOR: "1" }, 80, true, false],
    ["obey --no-color before FORCE_COLOR", { FORCE_COLOR: "1" }, 80, false, false],
  ];
  for (const [name, env, screen, color, used] of cases) {
    it.effect(name, () =>
      Effect.gen(function* () {
        const { io } = processWith({ env, ...(screen !== undefined && { screen }) });
        const paint = yield* Effect.provideService(
          paintOf({ color, json: false, verbose: false }),
          Io,
          io,
        );
        expect(paint("red", "x") === "\u001b[31mx\u001b[39m").toBe(used);
      }));
  }
});
