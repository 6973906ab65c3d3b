/**
 * The scenario as a worker of Cloudflare: one request runs all of it.
 */
import { runScenario } from "../scenario/run.ts";

const worker: {
  readonly fetch: (request: Request, env: { readonly CLOUD: string }) => Promise<Response>;
} = {
  fetch: async (_, env) => Response.json(await runScenario(env.CLOUD)),
};

export default worker;
