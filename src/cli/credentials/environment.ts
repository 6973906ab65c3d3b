/**
 * Credentials in the environment: the variables of `ConfiguredToken`.
 *
 * @module
 */
import * as ConfigProvider from "effect/ConfigProvider";
import * as Effect from "effect/Effect";
import * as Either from "effect/Either";
import * as ConfiguredToken from "../../auth/ConfiguredToken.ts";
import { names, sets } from "../../auth/configured/sets.ts";
import { Io } from "../Io.ts";
import { UsageError } from "../UsageError.ts";
import { absent, type Way } from "./Way.ts";

/** The name that stands for each set. */
const shown = sets.map(({ tells }) => tells[0]).join(", ");

/** The first complete set of variables. One that is there in part is wrong usage. */
export const environment = (region: string | undefined): Way => ({
  name: "environment",
  find: Effect.gen(function* () {
    const io = yield* Io;
    const found = new Map<string, string>();
    let isHidden = false;
    for (const name of new Set(names)) {
      // Where a runtime grants one variable, the others are as good as not set.
      const value = yield* Effect.either(io.env(name));
      if (Either.isLeft(value)) isHidden = true;
      else if (value.right !== undefined) found.set(name, value.right);
    }
    if (region !== undefined) found.set("HW_REGION_NAME", region);
    if (!sets.some(({ tells }) => tells.some((name) => found.has(name)))) {
      const reason = isHidden ? "set, or may be read (--allow-env)" : "set";
      return yield* absent(`none of ${shown} is ${reason}`);
    }
    return yield* Effect.withConfigProvider(
      ConfiguredToken.make,
      ConfigProvider.fromMap(found),
    ).pipe(
      Effect.mapError((error) =>
        new UsageError({ message: `${"message" in error ? error.message : String(error)}.` })
      ),
    );
  }),
});
