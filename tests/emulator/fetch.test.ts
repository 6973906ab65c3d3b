import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
import * as HttpClient from "@effect/platform/HttpClient";
import * as HttpClientRequest from "@effect/platform/HttpClientRequest";
import { expect, it } from "@effect/vitest";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Redacted from "effect/Redacted";
import * as Emulator from "../../src/emulator/Emulator.ts";
import { cloud } from "./cloud.ts";

it.effect("fetch takes a string, a URL or a request, with or without more", () =>
  Effect.gen(function* () {
    const { emulator, taskId, token, projectId } = yield* cloud();
    const url = `http://cloud.example/v2/tasks/${taskId}/stop`;
    const init = { method: "POST", headers: { "x-auth-token": token } };
    const body = JSON.stringify({ git_url: "u", git_branch: "b" });
    const asked = [
      emulator.fetch(url, init),
      emulator.fetch(new URL(url), init),
      emulator.fetch(url, { ...init, method: "post" }),
      emulator.fetch(new Request(url, init)),
      emulator.fetch(new Request(url), init),
      emulator.fetch(`http://cloud.example/v2/${projectId}/task`, { ...init, body }),
    ];
    for (const response of yield* Effect.promise(() => Promise.all(asked))) {
      expect(response.status).toBe(200);
    }
    expect(yield* emulator.task(taskId)).toMatchObject({ value: { stops: 5 } });
    expect(yield* emulator.tasks).toHaveLength(2);
  }));

it.effect("fetch is a handler that ignores what servers pass beside the request", () =>
  Effect.gen(function* () {
    const { emulator, taskId, token } = yield* cloud();
    const handler: (request: Request, info: object) => Promise<Response> = emulator.fetch;
    const request = new Request(`http://cloud.example/v2/tasks/${taskId}/stop`, {
      method: "POST",
      headers: { "x-auth-token": token },
    });
    const info = { remoteAddr: { hostname: "127.0.0.1" }, completed: Promise.resolve() };
    expect((yield* Effect.promise(() => handler(request, info))).status).toBe(200);
  }));

it.effect.each(
  [
    ["a relative address", "/v2", {}],
    ["a method with a space", "http://h/", { method: "GE T" }],
    ["a header with a line break", "http://h/", { headers: { "x-auth-token": "a\nb" } }],
    ["a GET with a body", "http://h/", { body: "x" }],
  ] as const,
)("%s is rejected with a TypeError, as fetch does", ([, url, init]) =>
  Effect.gen(function* () {
    const { emulator } = yield* cloud();
    yield* Effect.promise(() => expect(emulator.fetch(url, init)).rejects.toThrow(TypeError));
  }));

it.effect("the layer gives the platform's client, with no socket", () =>
  Effect.gen(function* () {
    const emulator = yield* Emulator.Emulator;
    const { taskId } = yield* emulator.createTask();
    yield* emulator.startRun(taskId);
    const token = Redacted.value(yield* emulator.issueToken());
    const response = yield* HttpClientRequest.post(`http://h/v2/tasks/${taskId}/stop`).pipe(
      HttpClientRequest.setHeader("x-auth-token", token),
      HttpClient.execute,
    );
    expect(yield* response.json).toBeNull();
    expect(yield* emulator.task(taskId)).toMatchObject({ value: { status: 3 } });
  }).pipe(Effect.provide(Emulator.layer())));

it.effect("two emulators in one program have a client each", () =>
  Effect.gen(function* () {
    const One = Context.GenericTag<"One", HttpClient.HttpClient>("One");
    const Two = Context.GenericTag<"Two", HttpClient.HttpClient>("Two");
    const emulators = yield* Effect.all([Emulator.make(), Emulator.make()]);
    const clientOf = <Id>(tag: Context.Tag<Id, HttpClient.HttpClient>, index: 0 | 1) =>
      Layer.effect(tag, HttpClient.HttpClient).pipe(
        Layer.provide(Emulator.clientLayer),
        Layer.provide(Layer.succeed(Emulator.Emulator, emulators[index])),
      );
    const clients = Layer.mergeAll(clientOf(One, 0), clientOf(Two, 1), FetchHttpClient.layer);
    yield* Effect.gen(function* () {
      yield* (yield* One).get("http://h/one");
      yield* (yield* Two).get("http://h/two");
    }).pipe(Effect.provide(clients));
    for (const [index, path] of [[0, "/one"], [1, "/two"]] as const) {
      expect(yield* emulators[index].requests).toMatchObject([{ path }]);
    }
  }));
