/**
 * `npm run format`: brings every file into the form that the gate asks for.
 */
import process from "node:process";
import { ensureInstalled } from "./install.ts";
import { runDeno } from "./run.ts";

try {
  await ensureInstalled("tests/runtimes");
  const { code, output } = await runDeno(["fmt"]);
  process.stderr.write(output);
  process.exitCode = code;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
