import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
import type * as HttpClient from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import { make } from "./make.ts";
import type { Options } from "./Options.ts";
import { Emulator } from "./service.ts";

/**
 * The platform's client on the emulator in the context: no socket, no port.
 *
 * @example
 * ```ts
 * import * as Emulator from "@codearts/check/emulator";
 * import * as Effect from "effect/Effect";
 * import * as Layer from "effect/Layer";
 *
 * const program = Effect.gen(function* () {
 *   const emulator = yield* Emulator.make();
 *   const shared = Layer.succeed(Emulator.Emulator, emulator);
 *   return Emulator.clientLayer.pipe(Layer.provide(shared));
 * });
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const clientLayer: Layer.Layer<HttpClient.HttpClient, never, Emulator> = Layer.unwrapEffect(
  Effect.map(
    Emulator,
    ({ fetch }) =>
      FetchHttpClient.layer.pipe(Layer.provide(Layer.succeed(FetchHttpClient.Fetch, fetch))),
  ),
  // A program shares layers by reference: otherwise one that uses a second emulator, or the stock
  // client beside, would get one client for all.
).pipe(Layer.fresh);

/**
 * A new emulator, and the platform's client on it.
 *
 * @example
 * ```ts
 * import * as Emulator from "@codearts/check/emulator";
 * import * as HttpClient from "@effect/platform/HttpClient";
 * import * as Effect from "effect/Effect";
 *
 * const program = Effect.gen(function* () {
 *   const response = yield* HttpClient.get("http://localhost/v2/tasks/1/progress");
 *   return response.status; // 401: no token was sent
 * }).pipe(Effect.provide(Emulator.layer({ runDuration: "2 minutes" })));
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (options?: Options): Layer.Layer<Emulator | HttpClient.HttpClient> =>
  clientLayer.pipe(Layer.provideMerge(Layer.effect(Emulator, make(options))));
