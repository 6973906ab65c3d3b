/**
 * A worker of Cloudflare that stops the checks whose ids come in a queue.
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

type Message = { body: string; ack(): void; retry(options: { delaySeconds: number }): void };

export default {
  queue(batch: { messages: Message[] }, env: { HW_AUTH_TOKEN: string }): Promise<void> {
    runtime ??= make(env.HW_AUTH_TOKEN);
    const stops = batch.messages.map((message) =>
      Effect.match(stopTask(message.body, { region: "cn-north-4" }), {
        onSuccess: () => message.ack(),
        onFailure: () => message.retry({ delaySeconds: 30 }), // at last: the dead letter queue
      })
    );
    return runtime.runPromise(Effect.all(stops, { concurrency: 6, discard: true }));
  },
};
