/**
 * The module, on the platform's own client.
 *
 * @module
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Layer from "effect/Layer";
import * as ManagedRuntime from "effect/ManagedRuntime";
import * as Redacted from "effect/Redacted";
import { StaticToken, stopTask, type TokenService } from "../../../mod.ts";
import { tracer } from "./tracer.ts";
import type { Setting } from "./Variant.ts";

const live = ({ token }: Setting): Layer.Layer<HttpClient | TokenService> =>
  Layer.merge(FetchHttpClient.layer, StaticToken.layer(Redacted.make(token)));

/** As the README shows it: the layers are built once. */
export const stopOurs = (setting: Setting): () => Promise<unknown> => {
  const runtime = ManagedRuntime.make(live(setting));
  const { endpoint, taskId } = setting;
  return () => runtime.runPromise(stopTask(taskId, { endpoint }));
};

/** The same with a tracer that records every span. */
export const stopOursTraced = (setting: Setting): () => Promise<unknown> => {
  const runtime = ManagedRuntime.make(
    Layer.merge(live(setting), Layer.setTracer(tracer)),
  );
  const { endpoint, taskId } = setting;
  return () => runtime.runPromise(stopTask(taskId, { endpoint }));
};

/** What to avoid: the layers are built again for each call. */
export const stopOursPerCall = (setting: Setting): () => Promise<unknown> => {
  const { endpoint, taskId } = setting;
  return () =>
    Effect.runPromise(
      Effect.provide(stopTask(taskId, { endpoint }), live(setting)),
    );
};

/** A stop that fails, its error looked at. */
export const failOurs = (setting: Setting): () => Promise<unknown> => {
  const runtime = ManagedRuntime.make(live(setting));
  const { endpoint, taskId } = setting;
  return async () => {
    const exit = await runtime.runPromiseExit(stopTask(taskId, { endpoint }));
    if (Exit.isSuccess(exit) || exit.cause._tag !== "Fail") {
      throw new Error("the stop should have failed");
    }
    return exit.cause.error._tag;
  };
};
