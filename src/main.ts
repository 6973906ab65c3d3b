/**
 * The tsx entrypoint: the command line on a real process.
 *
 * @module
 */
import process from "node:process";
import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Layer from "effect/Layer";
import { Io } from "./cli/Io.ts";
import { run } from "./cli/run.ts";
import { UsageError } from "./cli/usage.ts";

/** More than any token has. */
const inputLimit = 128 * 1024;

const readInput = async (): Promise<string | undefined> => {
  if (process.stdin.isTTY) return undefined;
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) {
    text += chunk;
    if (text.length > inputLimit) break;
  }
  return text;
};

const write = (stream: NodeJS.WriteStream) => (line: string): Effect.Effect<void> =>
  Effect.sync(() => {
    stream.write(`${line}\n`);
  });

const io: Io = {
  env: (name) =>
    Effect.try({
      try: () => process.env[name] || undefined,
      // Deno throws where a variable may not be read.
      catch: () =>
        new UsageError({ message: `${name} may not be read: run with --allow-env=${name}.` }),
    }),
  input: Effect.tryPromise({
    try: readInput,
    catch: (error) => new UsageError({ message: `Standard input cannot be read: ${error}` }),
  }),
  out: write(process.stdout),
  err: write(process.stderr),
};

const fiber = Effect.runFork(
  run(process.argv.slice(2)).pipe(
    Effect.provide(Layer.merge(FetchHttpClient.layer, Layer.succeed(Io, io))),
  ),
);

for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  process.once(signal, () => {
    process.exitCode = code;
    fiber.unsafeInterruptAsFork(fiber.id());
  });
}

// `| head -1` closes the pipe: nobody reads on, so nothing more is to be done.
process.stdout.on("error", () => process.exit(0));

fiber.addObserver((exit) => {
  if (Exit.isSuccess(exit)) process.exitCode = exit.value;
  else if (process.exitCode === undefined) {
    process.exitCode = 1;
    console.error(exit.cause.toString());
  }
  // Standard input, where a token was expected, may still be open.
  process.stdin.destroy();
});
