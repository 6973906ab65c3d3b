import * as HttpBody from "@effect/platform/HttpBody";
import * as HttpClientRequest from "@effect/platform/HttpClientRequest";
import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/TestClock";
import { AccessKey, stopTask } from "../../mod.ts";
import * as Emulator from "../../src/emulator/Emulator.ts";
import { clientOn } from "../support/fetch.ts";
import { officialClient } from "../support/officialClient.ts";
import { cloud, see } from "./cloud.ts";

/** A request as it arrived. */
interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const arrived = async (request: Request): Promise<Arrived> => ({
  method: request.method,
  url: request.url,
  headers: Object.fromEntries(request.headers),
  body: await request.text(),
});

const again = ({ method, url, headers, body }: Arrived): Request =>
  new Request(url, { method, headers, ...(body !== "" && { body }) });

/** Another letter in the place of a letter, another digit in that of a digit. */
const other = (character: string): string =>
  /\d/.test(character) ? (character === "1" ? "2" : "1") : character === "z" ? "y" : "z";

/** The text with one character changed, for each character. */
const changes = (text: string): ReadonlyArray<string> =>
  Array.from(text, (character, at) => text.slice(0, at) + other(character) + text.slice(at + 1));

/** The request with one thing changed, for everything that a signature covers. */
const tampered = (request: Arrived): ReadonlyArray<readonly [string, Arrived]> => {
  const url = new URL(request.url);
  const signed = /SignedHeaders=([^,]+)/.exec(request.headers["authorization"] ?? "")?.[1] ?? "";
  const at = (path: string) => `${url.origin}${path}`;
  return [
    ...["PUT", "GET", "DELETE"].map((method) =>
      ["method", { ...request, method, body: "" }] as const
    ),
    ...changes(url.pathname.slice(1)).map((path) =>
      ["path", { ...request, url: at(`/${path}${url.search}`) }] as const
    ),
    ["path", { ...request, url: at(`${url.pathname}/${url.search}`) }] as const,
    ...changes(url.search.slice(1)).map((query) =>
      ["query", { ...request, url: at(`${url.pathname}?${query}`) }] as const
    ),
    ["query", { ...request, url: `${request.url}${url.search === "" ? "?" : "&"}a` }] as const,
    ...changes(url.host).map((host) =>
      ["host", {
        ...request,
        // A request over a socket has its host in a header, another one in its address.
        ...("host" in request.headers
          ? { headers: { ...request.headers, host } }
          : { url: request.url.replace(url.host, host) }),
      }] as const
    ),
    ...["authorization", ...signed.split(";")].filter((name) => name !== "host").flatMap((name) =>
      changes(request.headers[name] ?? "").map((value) =>
        [name, { ...request, headers: { ...request.headers, [name]: value } }] as const
      )
    ),
    ...changes(request.body).map((body) => ["body", { ...request, body }] as const),
    ["body", { ...request, body: `${request.body} ` }] as const,
  ];
};

/** Sends each changed request, and says what was changed in those that were taken nevertheless. */
const taken = (emulator: Emulator.Emulator, requests: ReturnType<typeof tampered>) =>
  Effect.gen(function* () {
    const bad: Array<string> = [];
    for (const [what, request] of requests) {
      const { status, json } = yield* Effect.flatMap(emulator.handle(again(request)), see);
      const refusal = expect.objectContaining({ error_code: "APIGW.0301" });
      // Where the changed method or path is no API's, there is nothing to be signed for.
      const isRefused = status === 401 && refusal.asymmetricMatch(json) ||
        status === 404 && (what === "method" || what === "path");
      if (!isRefused) bad.push(`${what}: ${status} ${request.method} ${request.url}`);
    }
    return bad;
  });

const start = Date.UTC(2026, 1, 3, 4, 5, 6);

/** An emulator at a date, an access key of it, and all requests that arrived through its `fetch`. */
const signing = (
  options: Emulator.Options = {},
  validFor?: "1 hour",
) =>
  Effect.gen(function* () {
    const { emulator, taskId } = yield* cloud(options);
    const key = yield* emulator.issueAccessKey(validFor === undefined ? {} : { validFor });
    const requests: Array<Arrived> = [];
    const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
      // The request of a served port is no `Request` that another could be made of.
      const request = await arrived(input instanceof Request ? input : new Request(input, init));
      requests.push(request);
      return emulator.fetch(again(request));
    };
    const stop = (given: AccessKey.Options) =>
      stopTask(taskId, { endpoint: "https://check.example:8443" }).pipe(
        Effect.provide(clientOn(fetch)),
        Effect.provide(AccessKey.layer(given)),
      );
    return { emulator, taskId, key, requests, fetch, stop };
  });

it.effect("a stop that AccessKey signs is accepted, and refused with anything changed", () =>
  Effect.gen(function* () {
    yield* TestClock.setTime(start);
    const { emulator, taskId, key, requests, stop } = yield* signing({}, "1 hour");
    yield* emulator.startRun(taskId);
    yield* stop({ ...key, projectId: "p-1" });
    expect(yield* emulator.task(taskId)).toMatchObject({ value: { status: 3, stops: 1 } });
    const all = requests.flatMap(tampered);
    expect([...new Set(all.map(([what]) => what))].sort()).toEqual([
      "authorization",
      "body",
      "host",
      "method",
      "path",
      "query",
      "x-project-id",
      "x-sdk-date",
      "x-security-token",
    ]);
    expect(yield* taken(emulator, all)).toEqual([]);
    expect(yield* emulator.task(taskId)).toMatchObject({ value: { stops: 1 } });
  }));

it.effect("a run with a query and a body is accepted, and refused with anything changed", () =>
  Effect.gen(function* () {
    yield* TestClock.setTime(start);
    const { emulator, taskId, key, requests, fetch } = yield* signing();
    const request = yield* AccessKey.make(key).authorize(
      HttpClientRequest.post(`https://check.example/v2/tasks/${taskId}/run`, {
        urlParams: [["b", "一 *~"], ["a", "2"], ["a", "1"]],
        body: HttpBody.text('{"git_branch":"主干"}', "application/json"),
      }),
    );
    const response = yield* Effect.promise(() =>
      fetch(`${request.url}?b=%E4%B8%80+*%7E&a=2&a=1`, {
        method: request.method,
        headers: { ...request.headers },
        body: '{"git_branch":"主干"}',
      })
    );
    expect([response.status, yield* Effect.promise(() => response.text())]).toMatchObject([
      200,
      expect.stringContaining("exec_id"),
    ]);
    const all = requests.flatMap(tampered);
    expect(new Set(all.map(([what]) => what))).toContain("content-type");
    expect(yield* taken(emulator, all)).toEqual([]);
    expect(yield* emulator.task(taskId)).toMatchObject({ value: { runs: 1 } });
  }));

it.scopedLive("what the official SDK sends is accepted, and refused with anything changed", () =>
  Effect.gen(function* () {
    const { emulator, taskId, key, requests, fetch } = yield* signing({}, "1 hour");
    const { url } = yield* Emulator.serve({ ...emulator, fetch });
    const client = officialClient(url, {
      accessKey: key.accessKey,
      secretKey: Redacted.value(key.secretKey),
      securityToken: key.securityToken && Redacted.value(key.securityToken),
    });
    const operation = {
      method: "POST",
      contentType: "application/json",
      pathParams: { task_id: taskId },
    } as const;
    const send = (path: string, queryParams: Record<string, string>, data?: unknown) =>
      Effect.promise(() =>
        client.sendRequest({ ...operation, url: path, queryParams, headers: {}, data })
      );
    const answer = yield* send("/v2/tasks/{task_id}/run", { a: "1", b: "二" }, {
      git_branch: "主",
    });
    expect(answer).toMatchObject({ httpStatusCode: 200, exec_id: expect.any(String) });
    // It fails on the documented body of a stop that succeeded, after the stop was carried out.
    yield* Effect.exit(send("/v2/tasks/{task_id}/stop", {}));
    expect(yield* emulator.requests).toMatchObject([{ status: 200 }, { status: 200 }]);
    expect(yield* emulator.task(taskId)).toMatchObject({ value: { status: 3, stops: 1 } });
    expect(yield* taken(emulator, requests.flatMap(tampered))).toEqual([]);
    expect(yield* emulator.task(taskId)).toMatchObject({ value: { runs: 1, stops: 1 } });
  }));
