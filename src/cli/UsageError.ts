/**
 * What is wrong with how the command line was used.
 *
 * @module
 */
import type * as Cause from "effect/Cause";
import * as Data from "effect/Data";

const Base: new (
  fields: { readonly message: string },
) => Cause.YieldableError & { readonly _tag: "UsageError"; readonly message: string } = Data
  .TaggedError("UsageError");

/** The command line was used wrongly: exit code 2. */
export class UsageError extends Base {}
