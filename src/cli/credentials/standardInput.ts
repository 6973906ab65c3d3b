/**
 * A token on standard input.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as StaticToken from "../../auth/StaticToken.ts";
import { Io } from "../Io.ts";
import { absent, type Way } from "./Way.ts";

/** After this long, whoever looks at the screen is told what it waits for. */
const patience = "2 seconds";

const hint = "Waiting for a token on standard input, until that ends. " +
  "If none will come, start again with < /dev/null.";

/** All that comes in is the token. Some hosts leave a pipe open that nobody writes to. */
export const standardInput: Way = {
  name: "standard input",
  find: Effect.gen(function* () {
    const io = yield* Io;
    const text = yield* Effect.raceFirst(
      io.input,
      Effect.zipRight(Effect.delay(io.err(hint), patience), Effect.never),
    );
    if (text === undefined) return yield* absent("a terminal, where no token is typed");
    const token = text.trim();
    return token === "" ? yield* absent("empty") : StaticToken.make(Redacted.make(token));
  }),
};
