/**
 * A program that stops a task with a token of IAM, which it shares through a folder: the cloud's
 * address, the task and the folder in; how it ended out.
 */
import process from "node:process";
import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Redacted from "effect/Redacted";
import { IamPassword, stopTask, TokenStore } from "../../mod.ts";
import * as FileTokenStore from "../../src/auth/token/FileTokenStore.ts";
import { sharer } from "./sharer.ts";

const [endpoint = "", taskId = "", folder = ""] = process.argv.slice(2);

const tokens = IamPassword.layer({
  ...sharer,
  project: "cn-north-4",
  endpoint,
  store: TokenStore.encrypted({
    entries: FileTokenStore.entriesIn(folder),
    secret: Redacted.make("0123456789abcdef0123456789abcdef"),
  }),
});

const program = stopTask(taskId, { endpoint }).pipe(
  Effect.match({ onSuccess: () => "stopped", onFailure: (error) => JSON.stringify(error) }),
  Effect.provide(Layer.provideMerge(tokens, FetchHttpClient.layer)),
);

console.log(await Effect.runPromise(program));
