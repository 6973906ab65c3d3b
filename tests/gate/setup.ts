/**
 * Runs before every test file. A property that fails prints its seed; `FAST_CHECK_SEED=<seed>` runs
 * it again with the same values.
 */
import process from "node:process";
import * as FastCheck from "effect/FastCheck";

const seed = process.env["FAST_CHECK_SEED"];
if (seed !== undefined) FastCheck.configureGlobal({ seed: Number(seed) });
