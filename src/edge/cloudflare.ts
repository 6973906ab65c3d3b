/**
 * A worker of Cloudflare: `POST /?task=<task id>` stops a check.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as ManagedRuntime from "effect/ManagedRuntime";
import * as Redacted from "effect/Redacted";
import { StaticToken, stopTask } from "../../mod.ts";
import * as EdgeHttpClient from "../EdgeHttpClient.ts";

const make = (token: string) =>
  ManagedRuntime.make(Layer.merge(EdgeHttpClient.layer, StaticToken.layer(Redacted.make(token))));
let runtime: ReturnType<typeof make> | undefined; // one an isolate

export default {
  fetch(request: Request, env: { readonly HW_AUTH_TOKEN: string }): Promise<Response> {
    runtime ??= make(env.HW_AUTH_TOKEN);
    const task = new URL(request.url).searchParams.get("task") ?? "";
    const reply = stopTask(task, { region: "cn-north-4" }).pipe(Effect.match({
      onSuccess: () => new Response(null, { status: 204 }),
      onFailure: (error) => Response.json(error, { status: error.retryable ? 503 : 400 }),
    }));
    return runtime.runPromise(reply, { signal: request.signal });
  },
};
