/**
 * Reads Effect's `Config`, and what stands in its way.
 *
 * @module
 */
import type * as Config from "effect/Config";
import * as ConfigError from "effect/ConfigError";
import * as Effect from "effect/Effect";

/** A defect of the source, such as Deno's where a variable may not be read, is an error like others. */
export const readConfig = <A>(
  config: Config.Config<A>,
): Effect.Effect<A, ConfigError.ConfigError> =>
  Effect.catchAllDefect(config, (defect) =>
    Effect.fail(
      ConfigError.Unsupported([], `The environment cannot be read: ${String(defect)}`),
    ));
