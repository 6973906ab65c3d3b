import { createConnection } from "node:net";
import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Scope from "effect/Scope";
import * as Emulator from "../../src/emulator/Emulator.ts";
import { cloud } from "./cloud.ts";

const { Fault } = Emulator;

const served = Effect.fn(function* (options?: Emulator.ServeOptions) {
  const it = yield* cloud();
  const { url, port } = yield* Emulator.serve(it.emulator, options);
  const stop = (init: RequestInit = {}): Promise<Response> =>
    fetch(`${url}/v2/tasks/${it.taskId}/stop`, {
      method: "POST",
      headers: { "x-auth-token": it.token },
      redirect: "manual",
      ...init,
    });
  return { ...it, url, port, ask: stop };
});

it.scopedLive("a stop arrives over a real socket on this machine", () =>
  Effect.gen(function* () {
    const { emulator, taskId, url, port, ask } = yield* served();
    yield* emulator.startRun(taskId);
    expect(url).toBe(`http://127.0.0.1:${port}`);
    const response = yield* Effect.promise(() => ask());
    expect(response.status).toBe(200);
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f]{32}$/);
    expect(yield* Effect.promise(() => response.json())).toBeNull();
    expect(yield* emulator.task(taskId)).toMatchObject({ value: { status: 3 } });
  }));

it.scopedLive("a body is read from the socket", () =>
  Effect.gen(function* () {
    const { emulator, projectId, token, url } = yield* served();
    const response = yield* Effect.promise(() =>
      fetch(`${url}/v2/${projectId}/task`, {
        method: "POST",
        headers: { "x-auth-token": token },
        body: JSON.stringify({ git_url: "https://h/a.git", git_branch: "dev" }),
      })
    );
    expect(yield* Effect.promise(() => response.json())).toHaveProperty("task_id");
    expect(yield* emulator.tasks).toHaveLength(2);
  }));

it.scopedLive("a redirect leaves the server as it is", () =>
  Effect.gen(function* () {
    const { emulator, ask } = yield* served();
    const headers = { location: "http://127.0.0.1:1/" };
    yield* emulator.faultNext(1, Fault.Reply({ status: 307, headers }));
    const response = yield* Effect.promise(() => ask());
    expect([response.status, response.headers.get("location")]).toEqual([307, headers.location]);
  }));

it.scopedLive("a cut reply breaks off in the middle of its body", () =>
  Effect.gen(function* () {
    const { emulator, port, taskId, token, ask } = yield* served();
    yield* emulator.faultNext(2, Fault.Cut());
    const response = yield* Effect.promise(() => ask());
    expect([response.status, response.headers.get("content-length")]).toEqual([200, "4"]);
    yield* Effect.promise(() => expect(response.text()).rejects.toThrow());
    const raw = yield* Effect.promise(() =>
      new Promise<string>((resolve) => {
        let text = "";
        const socket = createConnection(port, "127.0.0.1");
        socket.setEncoding("utf8").on("data", (chunk) => text += chunk).on("error", () => {});
        socket.on("close", () => resolve(text));
        socket.write(
          `POST /v2/tasks/${taskId}/stop HTTP/1.1\r\nhost: h\r\nx-auth-token: ${token}\r\n\r\n`,
        );
      })
    );
    expect(raw).toMatch(/content-length: 4\r\n[^]*\r\n\r\nnu$/i);
    expect(yield* emulator.task(taskId)).toMatchObject({ value: { stops: 2 } });
  }));

it.scopedLive("a caller who hangs up ends the slow reply", () =>
  Effect.gen(function* () {
    const { emulator, taskId, ask } = yield* served();
    yield* emulator.faultNext(1, Fault.Slow({ delay: "1 hour", arrived: false }));
    const abort = new AbortController();
    const pending = ask({ signal: abort.signal });
    yield* Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 50)));
    abort.abort();
    yield* Effect.promise(() => expect(pending).rejects.toThrow());
    yield* Effect.repeat(Effect.delay(emulator.requests, "1 millis"), {
      until: (requests) => requests.length === 1,
    });
    expect(yield* emulator.requests).toMatchObject([{ status: null, operation: "stop" }]);
    expect(yield* emulator.task(taskId)).toMatchObject({ value: { stops: 0 } });
  }));

it.live("closing the scope closes the server and the connections that are open", () =>
  Effect.gen(function* () {
    const scope = yield* Scope.make();
    const { emulator, url, ask } = yield* Scope.extend(served(), scope);
    yield* emulator.faultNext(1, Fault.Slow({ delay: "1 hour" }));
    const pending = ask();
    yield* Effect.repeat(Effect.delay(emulator.tasks, "1 millis"), {
      until: (tasks) => tasks[0]?.stops === 1,
    });
    yield* Scope.close(scope, Exit.void);
    yield* Effect.promise(() => expect(pending).rejects.toThrow());
    yield* Effect.promise(() => expect(fetch(url)).rejects.toThrow());
  }));

it.scopedLive("a port in use is a typed error that says what to do", () =>
  Effect.gen(function* () {
    const { emulator, port } = yield* served();
    const error = yield* Effect.flip(Emulator.serve(emulator, { port }));
    expect(error).toBeInstanceOf(Emulator.ServeError);
    expect(error).toMatchObject({ reason: "PortInUse", port, hostname: "127.0.0.1" });
    expect(error.message).toBe(
      `Port ${port} of 127.0.0.1 is in use: stop what listens there, ` +
        "or choose another port (0 takes any free one).",
    );
  }));

it.scopedLive("an impossible port or host is a typed error", () =>
  Effect.gen(function* () {
    const emulator = yield* Emulator.make();
    for (const options of [{ port: 70_000 }, { port: Number.NaN }, { hostname: "256.0.0.1" }]) {
      const error = yield* Effect.flip(Emulator.serve(emulator, options));
      expect(error.reason).toBe("ListenFailed");
      expect(error.message).toMatch(/choose another port or host\.$/);
    }
  }));
