/**
 * The tsx entrypoint: the command line on a real process. Help and wrong usage are told without
 * loading anything of Effect.
 *
 * @module
 */
import process from "node:process";
import { readArguments } from "./cli/arguments/read.ts";

// `| head -1` closes the pipe: nobody reads on, so nothing more is to be done.
process.stdout.on("error", () => process.exit(0));
// Nobody reads what is for people: the rest goes on.
process.stderr.on("error", () => {});

const read = readArguments(
  process.argv.slice(2),
  process.stdout.isTTY ? process.stdout.columns : undefined,
);
switch (read._tag) {
  case "Shown":
    process.stdout.write(`${read.text}\n`);
    break;
  case "Wrong":
    process.stderr.write(`${read.message}\n`);
    process.exitCode = 2;
    break;
  case "Asked": {
    const { start } = await import("./cli/start.ts");
    start(read.request);
  }
}
