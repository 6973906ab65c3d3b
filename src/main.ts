/**
 * The tsx entrypoint: the command line on a real process. Help and wrong usage are told without
 * loading anything of Effect.
 *
 * @module
 */
import process from "node:process";
import { isDeed } from "./cli/arguments/Request.ts";
import { readArguments } from "./cli/arguments/read.ts";

// Nobody reads what is for people: the rest goes on.
process.stderr.on("error", () => {});

const read = readArguments(
  process.argv.slice(2),
  process.stdout.isTTY ? process.stdout.columns : undefined,
);

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") {
    process.stderr.write(`Standard output cannot be written (${error.code}).\n`);
    process.exit(1);
  }
  // `| head -1` closes the pipe: nobody reads on. What is told is over then, and what is done is not.
  if (read._tag !== "Asked" || !isDeed(read.request)) process.exit(0);
});
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
