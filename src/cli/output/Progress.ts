/**
 * One line at the bottom of the terminal, drawn anew as the stops go on; other lines go above it.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Schedule from "effect/Schedule";
import type * as Scope from "effect/Scope";
import { Io } from "../Io.ts";
import type { Paint } from "./Paint.ts";
import { progressLine, type Tally } from "./progressLine.ts";

/** What is told while stops go on. */
export interface Progress {
  /** A line for people. */
  readonly line: (text: string) => Effect.Effect<void>;
  /** The last line: nothing is drawn after it. */
  readonly end: (text: string) => Effect.Effect<void>;
  /** Does something with the line away, such as writing to standard output on the same terminal. */
  readonly aside: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>;
  /** Seconds since it began. */
  readonly seconds: Effect.Effect<number>;
}

/** Back to the line's beginning, and nothing more on it. */
const clear = "\r\u001b[K";

const pause = "100 millis";

/** Begins to draw, if standard error is a terminal, until the scope is closed. */
export const start = (
  tally: Tally,
  total: () => number | undefined,
  paint: Paint,
): Effect.Effect<Progress, never, Io | Scope.Scope> =>
  Effect.gen(function* () {
    const io = yield* Io;
    const { screen } = io;
    const begun = yield* Clock.currentTimeMillis;
    const seconds = Effect.map(Clock.currentTimeMillis, (now) => (now - begun) / 1_000);
    if (screen === undefined) {
      return {
        line: io.err,
        end: io.err,
        aside: (effect) => effect,
        seconds,
      };
    }
    let hasEnded = false;
    const draw = Effect.gen(function* () {
      if (hasEnded) return;
      // A line that fills the last column wraps on some terminals.
      const columns = (yield* screen.columns) - 1;
      const line = progressLine(tally, total(), yield* seconds, columns, paint);
      yield* screen.draw(clear + line);
    });
    yield* Effect.addFinalizer(() => screen.draw(clear));
    yield* Effect.forkScoped(Effect.repeat(draw, Schedule.spaced(pause)));
    const aside: Progress["aside"] = (effect) =>
      Effect.zipRight(screen.draw(clear), Effect.zipLeft(effect, draw));
    const line: Progress["line"] = (text) => aside(io.err(text));
    const end: Progress["end"] = (text) =>
      Effect.suspend(() => {
        hasEnded = true;
        return line(text);
      });
    return { line, end, aside, seconds };
  });
