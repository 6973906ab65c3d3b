/**
 * Runs the script of the scenario in the Edge VM: the script's path and the cloud's address in,
 * outcomes out. A process of its own, so that nothing of the tests' own runtime is in the VM's way.
 */
import { readFileSync } from "node:fs";
import process from "node:process";
import { EdgeVM } from "@edge-runtime/vm";

const [script = "", url = ""] = process.argv.slice(2);
const vm = new EdgeVM();
vm.evaluate(readFileSync(script, "utf8"));
const outcomes: unknown = await vm.evaluate<Promise<string>>(`scenario(${JSON.stringify(url)})`);
console.log(`OUTCOMES ${outcomes}`);
process.exit();
