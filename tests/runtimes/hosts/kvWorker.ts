/**
 * A worker that stops the task of each request with a token that it shares through Workers KV.
 */
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as ManagedRuntime from "effect/ManagedRuntime";
import * as Redacted from "effect/Redacted";
import { IamPassword, stopTask, TokenStore } from "../../../mod.ts";
import * as EdgeHttpClient from "../../../src/EdgeHttpClient.ts";

interface Env {
  readonly CLOUD: string;
  readonly USER: string;
  readonly TOKENS: TokenStore.CloudflareKv;
}

const make = ({ CLOUD, TOKENS, USER }: Env) => {
  const tokens = IamPassword.layer({
    domain: "account",
    user: USER,
    password: Redacted.make("correct horse battery staple"),
    project: "cn-north-4",
    endpoint: CLOUD,
    store: TokenStore.encrypted({
      entries: TokenStore.cloudflareKv(TOKENS),
      secret: Redacted.make("0123456789abcdef0123456789abcdef"),
    }),
  });
  return ManagedRuntime.make(Layer.provideMerge(tokens, EdgeHttpClient.layer));
};

let runtime: ReturnType<typeof make> | undefined;

const worker: {
  readonly fetch: (request: Request, env: Env) => Promise<Response>;
} = {
  fetch: (request, env) => {
    const task = new URL(request.url).searchParams.get("task") ?? "";
    return (runtime ??= make(env)).runPromise(
      Effect.match(stopTask(task, { endpoint: env.CLOUD }), {
        onSuccess: () => new Response(null, { status: 204 }),
        onFailure: (error) => Response.json(error, { status: 500 }),
      }),
    );
  },
};

export default worker;
