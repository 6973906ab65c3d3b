/**
 * The scenario as a program of Node, Deno or Bun: the cloud's address in, outcomes out.
 */
import process from "node:process";
import { runScenario } from "../scenario/run.ts";

const outcomes = await runScenario(process.argv[2] ?? "");
console.log(`OUTCOMES ${JSON.stringify(outcomes)}`);
// A request that was not aborted, which is an outcome too, would keep the process.
process.exit();
