/**
 * What the arguments ask for.
 *
 * @module
 */
import { parseArgs } from "node:util";
import * as Effect from "effect/Effect";
import { UsageError } from "./usage.ts";

/** A command with its options; what is missing may still come from the environment. */
export type Command =
  | { readonly _tag: "Help" }
  | { readonly _tag: "Version" }
  | { readonly _tag: "Demonstration"; readonly json: boolean }
  | { readonly _tag: "Emulator"; readonly port: number; readonly json: boolean }
  | {
    readonly _tag: "Stop";
    readonly taskIds: ReadonlyArray<string>;
    readonly region: string | undefined;
    readonly endpoint: string | undefined;
    readonly json: boolean;
  };

const wrong = (message: string): Effect.Effect<never, UsageError> =>
  Effect.fail(new UsageError({ message }));

const read = (args: ReadonlyArray<string>) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      region: { type: "string" },
      endpoint: { type: "string" },
      port: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
      version: { type: "boolean", default: false },
    },
  });

type Values = ReturnType<typeof read>["values"];

/** The options that a command does not have must not be lost in silence. */
const reject = (
  command: string,
  values: Values,
  names: ReadonlyArray<"region" | "endpoint" | "port">,
): Effect.Effect<void, UsageError> => {
  const name = names.find((name) => values[name] !== undefined);
  return name === undefined ? Effect.void : wrong(`${command} has no option --${name}.`);
};

const portOf = (port: string | undefined): Effect.Effect<number, UsageError> => {
  if (port === undefined) return Effect.succeed(0);
  return /^\d{1,5}$/.test(port) && Number(port) <= 65535
    ? Effect.succeed(Number(port))
    : wrong(`"${port}" is no port: expected a number from 0 to 65535.`);
};

/** Reads the arguments. A mistyped option is wrong usage, and never a task id. */
export const commandOf = (args: ReadonlyArray<string>): Effect.Effect<Command, UsageError> =>
  Effect.gen(function* () {
    const { positionals: [name, ...rest], values } = yield* Effect.try({
      try: () => read(args),
      catch: (error) => new UsageError({ message: error instanceof Error ? error.message : "" }),
    });
    if (values.help) return { _tag: "Help" };
    if (values.version) return { _tag: "Version" };
    const json = values.json;
    switch (name) {
      case undefined:
        yield* reject("The demonstration", values, ["region", "endpoint", "port"]);
        return { _tag: "Demonstration", json };
      case "emulator":
        yield* reject("emulator", values, ["region", "endpoint"]);
        if (rest.length > 0) return yield* wrong(`emulator takes no argument "${rest[0]}".`);
        return { _tag: "Emulator", port: yield* portOf(values.port), json };
      case "stop":
        yield* reject("stop", values, ["port"]);
        if (rest.length === 0) return yield* wrong("stop needs at least one task id.");
        return {
          _tag: "Stop",
          taskIds: [...new Set(rest)],
          region: values.region,
          endpoint: values.endpoint,
          json,
        };
      default:
        return yield* wrong(`There is no command "${name}".`);
    }
  });
