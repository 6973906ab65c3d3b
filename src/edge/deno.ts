/**
 * An edge function on Deno: `POST /?task=<task id>` stops a check.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as ManagedRuntime from "effect/ManagedRuntime";
import { StaticToken, stopTask } from "../../mod.ts";
import * as EdgeHttpClient from "../EdgeHttpClient.ts";

// The token comes from HW_AUTH_TOKEN.
const runtime = ManagedRuntime.make(Layer.merge(EdgeHttpClient.layer, StaticToken.layerConfig()));

export default {
  fetch(request: Request): Promise<Response> {
    const task = new URL(request.url).searchParams.get("task") ?? "";
    const reply = stopTask(task, { region: "cn-north-4" }).pipe(Effect.match({
      onSuccess: () => new Response(null, { status: 204 }),
      onFailure: (error) => Response.json(error, { status: error.retryable ? 503 : 400 }),
    }));
    return runtime.runPromise(reply, { signal: request.signal });
  },
};
