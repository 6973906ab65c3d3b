/**
 * `npm test`: installs what the tests run on, then runs them. Arguments go on to vitest.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { ensureAllInstalled } from "./install.ts";
import { root } from "./project.ts";

try {
  await ensureAllInstalled();
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const args = [vitest, "run", "--config", "tests/vitest.config.ts", ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" }).status ?? 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
