/**
 * The module, on the platform's own client and on the lean one.
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
import * as EdgeHttpClient from "../../../src/EdgeHttpClient.ts";
import { tracer } from "./tracer.ts";
import type { Client, Setting } from "./Variant.ts";

const layers: Readonly<Record<Client, Layer.Layer<HttpClient>>> = {
  FetchHttpClient: FetchHttpClient.layer,
  EdgeHttpClient: EdgeHttpClient.layer,
};

const live = (
  client: Client,
  { token }: Setting,
): Layer.Layer<HttpClient | TokenService> =>
  Layer.merge(layers[client], StaticToken.layer(Redacted.make(token)));

/** What a program with an exporter has: every span is recorded. */
export const traced: Layer.Layer<never> = Layer.setTracer(tracer);

/** No span is made at all. */
export const untraced: Layer.Layer<never> = Layer.setTracerEnabled(false);

/**
 * As the README shows it: the layers are built once. A program that says nothing of tracing has
 * Effect's own tracer, which makes each span, and nobody sees it.
 */
export const stopOn = (
  client: Client,
  setting: Setting,
  tracing: Layer.Layer<never> = Layer.empty,
): () => Promise<unknown> => {
  const runtime = ManagedRuntime.make(
    Layer.merge(live(client, setting), tracing),
  );
  const { endpoint, taskId } = setting;
  return () => runtime.runPromise(stopTask(taskId, { endpoint }));
};

/** What to avoid: the layers are built again for each call. */
export const stopPerCallOn = (
  client: Client,
  setting: Setting,
): () => Promise<unknown> => {
  const { endpoint, taskId } = setting;
  return () =>
    Effect.runPromise(
      Effect.provide(stopTask(taskId, { endpoint }), live(client, setting)),
    );
};

/** A stop that fails, its error looked at. */
export const failOn = (
  client: Client,
  setting: Setting,
): () => Promise<unknown> => {
  const runtime = ManagedRuntime.make(live(client, setting));
  const { endpoint, taskId } = setting;
  return async () => {
    const exit = await runtime.runPromiseExit(stopTask(taskId, { endpoint }));
    if (Exit.isSuccess(exit) || exit.cause._tag !== "Fail") {
      throw new Error("the stop should have failed");
    }
    if (exit.cause.error._tag !== "NetworkBusy") {
      throw new Error("another error was expected");
    }
    return exit.cause.error._tag;
  };
};
