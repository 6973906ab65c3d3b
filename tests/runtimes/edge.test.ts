/**
 * The examples of src/edge as they are deployed, on the runtimes that they are for.
 */
import { readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import type { Miniflare, WorkerOptions } from "miniflare";
import { afterEach, describe, expect, it } from "vitest";
import { markdownExamples } from "../gate/examples.ts";
import { root } from "../gate/project.ts";
import { start } from "../support/start.ts";
import { denoEnv } from "./runtimes/deno.ts";
import { installed } from "./runtimes/Runtime.ts";
import { deploy } from "./runtimes/workerd.ts";
import { useCloud } from "./support.ts";

const { cloud, served } = useCloud();

/** A running check and a token for it, in text. */
const scene = (): Promise<{ readonly taskId: string; readonly token: string }> =>
  Effect.runPromise(
    Effect.all({
      taskId: cloud().task,
      token: Effect.map(cloud().token(3_600_000), Redacted.value),
    }),
  );

const state = (taskId: string) => Effect.runPromise(cloud().state(taskId));

const closing: Array<() => unknown> = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** An example on workerd, where every host is the emulated cloud. */
const deployExample = async (
  example: string,
  token: string,
  options: Partial<WorkerOptions> = {},
): Promise<Miniflare> => {
  const { close, worker } = await deploy(`src/edge/${example}.ts`, {
    bindings: { HW_AUTH_TOKEN: token },
    outboundService: { external: { address: served().host, http: {} } },
    ...options,
  });
  closing.push(close);
  return worker;
};

describe("the worker of Cloudflare", () => {
  it("stops a check", async () => {
    const { taskId, token } = await scene();
    const worker = await deployExample("cloudflare", token);
    const response = await worker.dispatchFetch(`http://worker/?task=${taskId}`);
    expect([response.status, await response.text()]).toEqual([204, ""]);
    expect(await state(taskId)).toMatchObject({ status: 3, stops: 1 });
  });

  it("tells by its status whether the same request may succeed later", async () => {
    const { taskId, token } = await scene();
    const worker = await deployExample("cloudflare", token);
    await Effect.runPromise(cloud().fault("busy"));
    const busy = await worker.dispatchFetch(`http://worker/?task=${taskId}`);
    expect([busy.status, await busy.json()]).toMatchObject([503, { _tag: "NetworkBusy" }]);
    const unknown = await worker.dispatchFetch("http://worker/?task=nobody");
    expect([unknown.status, await unknown.json()]).toMatchObject([400, { _tag: "TaskNotFound" }]);
  });

  it.each([
    ["its signal", ["enable_request_signal"]],
    ["the end of its request", []],
  ])("cancels its request to the cloud when its own client hangs up, by %s", async (_, flags) => {
    const { taskId, token } = await scene();
    const worker = await deployExample("cloudflare", token, { compatibilityFlags: flags });
    await Effect.runPromise(cloud().fault("late"));
    const { port } = await worker.ready;
    const client = connect(Number(port), "127.0.0.1");
    client.write(`POST /?task=${taskId} HTTP/1.1\r\nhost: worker\r\ncontent-length: 0\r\n\r\n`);
    await Effect.runPromise(cloud().until(taskId, ({ stops }) => stops === 1));
    expect(await state(taskId)).toMatchObject({ requests: [] });
    // workerd goes on writing to a connection that is closed on one side, and not to one that is reset.
    client.resetAndDestroy();
    const hungUp = cloud().until(taskId, ({ requests }) => requests.length > 0);
    expect(await Effect.runPromise(hungUp)).toMatchObject({ requests: [{ status: null }] });
  });
});

/** The handler of a queue's batches, which miniflare's types do not know without Cloudflare's. */
const hasQueue = (worker: object): worker is {
  readonly queue: (name: string, messages: ReadonlyArray<object>) => Promise<unknown>;
} => "queue" in worker && typeof worker.queue === "function";

describe("the worker of a queue", () => {
  it("acknowledges what it stopped, and has the rest delivered again", async () => {
    const { taskId, token } = await scene();
    const worker: object = await (await deployExample("queue", token)).getWorker();
    if (!hasQueue(worker)) throw new Error("miniflare delivers no batches");
    const messages = [taskId, "nobody"].map((body, index) => ({
      id: String(index),
      timestamp: new Date(),
      attempts: 1,
      body,
    }));
    expect(await worker.queue("stops", messages)).toMatchObject({
      outcome: "ok",
      explicitAcks: ["0"],
      retryMessages: [{ msgId: "1", delaySeconds: 30 }],
    });
    expect(await state(taskId)).toMatchObject({ status: 3 });
  });
});

/** `deno serve` of the example, with the permissions that README.md tells; its own address. */
const serveOnDeno = async (token: string): Promise<string> => {
  const { host, url } = served();
  const { kill, said } = await start(
    installed("deno"),
    [
      ...["serve", "--no-prompt", "--no-lock", "--host=127.0.0.1", "--port=0"],
      ...[`--allow-net=${host}`, "--allow-env=HW_AUTH_TOKEN"],
      ...["tests/runtimes/hosts/denoEdge.ts", url],
    ],
    /http:\/\/127\.0\.0\.1:\d+/,
    { ...denoEnv, HW_AUTH_TOKEN: token },
  );
  closing.push(kill);
  return said;
};

describe("the edge function on Deno", () => {
  it("stops a check with a permission for one host and one variable", async () => {
    const { taskId, token } = await scene();
    const response = await fetch(`${await serveOnDeno(token)}/?task=${taskId}`);
    expect([response.status, await response.text()]).toEqual([204, ""]);
    expect(await state(taskId)).toMatchObject({ status: 3, stops: 1 });
  }, 60_000);
});

describe("the examples in README.md", () => {
  const shown = markdownExamples("README.md").map(({ code }) => code.trim());
  const files = readdirSync(join(root, "src/edge"));

  it.each(files)("have %s as it is deployed, in fewer than 30 lines", (file) => {
    const text = readFileSync(join(root, "src/edge", file), "utf8");
    const code = text.replace(/^\/\*\*[^]*?\*\/\n/, "")
      .replace('"../../mod.ts"', '"@codearts/check"')
      .replace(/"\.\.\/(\w+)\.ts"/g, '"@codearts/check/$1"')
      .trim();
    expect(shown).toContain(code);
    expect(code.split("\n").length).toBeLessThan(30);
  });
});
