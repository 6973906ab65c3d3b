/**
 * The platform aborts a response that is collected before anybody read it. A stop reads every one.
 */
import * as HttpClient from "@effect/platform/HttpClient";
import { expect, it, vi } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import { responseRegistry } from "../src/http/platform.ts";
import { clientOn, fakeFetch, json } from "./support/fetch.ts";
import { stopOn } from "./support/program.ts";

const transformed = (client: Layer.Layer<HttpClient.HttpClient>) =>
  Layer.effect(
    HttpClient.HttpClient,
    Effect.map(HttpClient.HttpClient, HttpClient.followRedirects(5)),
  ).pipe(Layer.provide(client));

for (const wrap of [(client: Layer.Layer<HttpClient.HttpClient>) => client, transformed]) {
  for (const status of [200, 204, 307, 429]) {
    it.effect(`leaves no response of HTTP ${status} to be aborted (${wrap.name || "stock"})`, () =>
      Effect.gen(function* () {
        const registry = responseRegistry();
        const registered = vi.spyOn(registry, "register");
        const unregistered = vi.spyOn(registry, "unregister");
        const { fetch } = fakeFetch(() =>
          status === 204 ? new Response(null, { status }) : json(status, null)
        );
        yield* Effect.exit(stopOn(wrap(clientOn(fetch))));
        const responses = registered.mock.calls.map(([response]) => response);
        expect(responses.length).toBeGreaterThan(0);
        const left = responses.filter((response) =>
          !unregistered.mock.calls.some(([read]) => read === response)
        );
        expect(left).toEqual([]);
        vi.restoreAllMocks();
      }));
  }
}
