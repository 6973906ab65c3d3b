/**
 * Colours, where they are wanted and seen.
 *
 * @module
 */
import { styleText } from "node:util";
import * as Effect from "effect/Effect";
import type { Telling } from "../arguments/Request.ts";
import { Io } from "../Io.ts";

/** Paints a text, or leaves it as it is. */
export type Paint = (color: "green" | "red" | "yellow" | "dim", text: string) => string;

const plain: Paint = (_, text) => text;

/** That it is decided here, and not by whether standard output is a terminal, is said to Node. */
const colored: Paint = (color, text) => styleText(color, text, { validateStream: false });

/**
 * The colours of standard error: none with `--no-color` or `NO_COLOR` (https://no-color.org), always
 * with `FORCE_COLOR` that is not 0, else on a terminal that is not `dumb`.
 */
export const paintOf = ({ color }: Telling): Effect.Effect<Paint, never, Io> =>
  Effect.gen(function* () {
    const io = yield* Io;
    // Where a variable may not be read, it says nothing.
    const env = (name: string) => Effect.orElseSucceed(io.env(name), () => undefined);
    if (!color || (yield* env("NO_COLOR")) !== undefined) return plain;
    const forced = yield* env("FORCE_COLOR");
    if (forced !== undefined) return forced === "0" ? plain : colored;
    return io.screen !== undefined && (yield* env("TERM")) !== "dumb" ? colored : plain;
  });
