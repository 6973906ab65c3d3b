/**
 * Who the command line is: the first of several ways that is there, in the order of the official
 * SDKs' chain (environment, profile, metadata service) with standard input in it.
 *
 * It is not `firstOf`, which passes over what is broken and may ask all of them: here, a profile
 * without its secret key must be told, no later way may speak for another identity instead of it,
 * and standard input and the network are left alone while an earlier way is there.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import type { TokenService } from "../../TokenService.ts";
import type { Io } from "../Io.ts";
import { UsageError } from "../UsageError.ts";
import { environment } from "./environment.ts";
import { metadata } from "./metadata.ts";
import { profile } from "./profile.ts";
import { standardInput } from "./standardInput.ts";
import { absent, type Way } from "./Way.ts";

const noneOf = (reasons: ReadonlyArray<string>): UsageError =>
  new UsageError({
    message: `No credentials. Looked for, in this order:
${reasons.map((reason, index) => `  ${index + 1}. ${reason}`).join("\n")}
Set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or HW_AUTH_TOKEN, or one of the others.`,
  });

const search = (
  ways: ReadonlyArray<Way>,
  reasons: ReadonlyArray<string>,
): Effect.Effect<TokenService, UsageError, HttpClient | Io> => {
  const [way, ...later] = ways;
  return way === undefined ? Effect.fail(noneOf(reasons)) : Effect.catchTag(
    way.find,
    "Absent",
    ({ why }) => search(later, [...reasons, `${way.name}: ${why}`]),
  );
};

/** Standard input brings something else. */
const inputTaken: Way = {
  name: standardInput.name,
  find: absent("has the task ids (--from-file -)"),
};

/**
 * The service of the first way that is there. `region` is where the tasks are: a password is for that
 * region's project unless `HW_PROJECT_NAME` says otherwise. No token is looked for on standard input
 * where that is taken.
 *
 * Fails when a way is there and of no use, and when none is: then it tells what was looked for.
 */
export const credentials = (
  region: string | undefined,
  isInputTaken = false,
): Effect.Effect<TokenService, UsageError, HttpClient | Io> =>
  search(
    [environment(region), isInputTaken ? inputTaken : standardInput, profile, metadata],
    [],
  );
