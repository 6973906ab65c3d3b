/**
 * A worker that stops the task of each request: under `/once` on a runtime that its isolate has, under
 * `/each` on one that the request builds for itself.
 */
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as ManagedRuntime from "effect/ManagedRuntime";
import * as Redacted from "effect/Redacted";
import { IamPassword, stopTask } from "../../../mod.ts";
import * as EdgeHttpClient from "../../../src/EdgeHttpClient.ts";

interface Env {
  readonly CLOUD: string;
  readonly USER: string;
}

const make = ({ CLOUD, USER }: Env) => {
  const tokens = IamPassword.layer({
    domain: "account",
    user: USER,
    password: Redacted.make("correct horse battery staple"),
    project: "cn-north-4",
    endpoint: CLOUD,
  });
  return ManagedRuntime.make(Layer.provideMerge(tokens, EdgeHttpClient.layer));
};

let once: ReturnType<typeof make> | undefined;

const worker: {
  readonly fetch: (request: Request, env: Env) => Promise<Response>;
} = {
  fetch: (request, env) => {
    const url = new URL(request.url);
    const runtime = url.pathname === "/once" ? once ??= make(env) : make(env);
    const task = url.searchParams.get("task") ?? "";
    return runtime.runPromise(
      Effect.match(stopTask(task, { endpoint: env.CLOUD }), {
        onSuccess: () => new Response(null, { status: 204 }),
        onFailure: (error) => Response.json(error, { status: 500 }),
      }),
    );
  },
};

export default worker;
