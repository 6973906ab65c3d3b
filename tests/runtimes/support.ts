/**
 * What the tests of this folder share: a cloud for the time of a test file.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Scope from "effect/Scope";
import { afterAll, beforeAll } from "vitest";
import { serve, type Served } from "./cloud/serve.ts";
import { type Cloud, cloudAt } from "./scenario/Cloud.ts";

/** Serves a cloud before the first test and closes it after the last. */
export const useCloud = (): { readonly served: () => Served; readonly cloud: () => Cloud } => {
  const scope = Effect.runSync(Scope.make());
  let served: Served;
  beforeAll(async () => {
    served = await Effect.runPromise(Scope.extend(serve, scope));
  });
  afterAll(() => Effect.runPromise(Scope.close(scope, Exit.void)));
  return { served: () => served, cloud: () => cloudAt(served.url) };
};
