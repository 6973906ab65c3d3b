/**
 * A whole worker on EdgeHttpClient and a static token.
 */
import * as Layer from "effect/Layer";
import * as ManagedRuntime from "effect/ManagedRuntime";
import * as Redacted from "effect/Redacted";
import { StaticToken, stopTask } from "../../../mod.ts";
import * as EdgeHttpClient from "../../../src/EdgeHttpClient.ts";

const runtime = ManagedRuntime.make(
  Layer.merge(EdgeHttpClient.layer, StaticToken.layer(Redacted.make("token"))),
);

/** The handler of the worker. */
const worker: { readonly fetch: (request: Request) => Promise<Response> } = {
  fetch: async (request) => {
    const taskId = new URL(request.url).pathname.slice(1);
    const exit = await runtime.runPromiseExit(stopTask(taskId, { region: "cn-north-4" }));
    return new Response(exit._tag);
  },
};

export default worker;
