/**
 * A worker that signs a stop as often as it is asked to: `?signatures=1000`.
 */
import { settingAt } from "../variants/setting.ts";
import { signOurs } from "../variants/signing.ts";

const sign = signOurs(settingAt("https://check.example"));

const worker: { readonly fetch: (request: Request) => Response } = {
  fetch: (request) => {
    const calls = Number(new URL(request.url).searchParams.get("signatures"));
    const now = Date.now();
    let authorization: string | undefined;
    for (let n = 0; n < calls; n++) authorization = sign(now)["authorization"];
    return new Response(authorization);
  },
};

export default worker;
