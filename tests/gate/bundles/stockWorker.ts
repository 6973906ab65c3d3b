/**
 * A whole worker on the platform's own client: what a deployment that changes nothing pays.
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
import * as Layer from "effect/Layer";
import * as ManagedRuntime from "effect/ManagedRuntime";
import * as Redacted from "effect/Redacted";
import { StaticToken, stopTask } from "../../../mod.ts";

const runtime = ManagedRuntime.make(
  Layer.merge(FetchHttpClient.layer, StaticToken.layer(Redacted.make("token"))),
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
