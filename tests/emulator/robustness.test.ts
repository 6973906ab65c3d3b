import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as FastCheck from "effect/FastCheck";
import { cloud } from "./cloud.ts";

const segment = FastCheck.oneof(
  FastCheck.constantFrom("v1", "v2", "tasks", "task", "stop", "run", "progress", "known", "%", ""),
  FastCheck.string().map(encodeURIComponent),
);
const method = FastCheck.oneof(
  FastCheck.constantFrom("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"),
  FastCheck.stringMatching(/^[A-Z]{1,8}$/).filter((name) =>
    !["CONNECT", "TRACE", "TRACK"].includes(name)
  ),
);
const query = FastCheck.dictionary(
  FastCheck.constantFrom("offset", "limit", "job_id", "x"),
  FastCheck.oneof(FastCheck.string(), FastCheck.integer().map(String)),
);
const body = FastCheck.oneof(
  FastCheck.json(),
  FastCheck.string(),
  FastCheck.uint8Array().map((bytes) => new Uint8Array(bytes)),
  FastCheck.record({ git_url: FastCheck.anything(), git_branch: FastCheck.string() }).map((value) =>
    JSON.stringify(value, (_, inner) => typeof inner === "bigint" ? String(inner) : inner)
  ),
);

it.live("whatever is asked, the reply is a response below 500 with a request id", () =>
  Effect.gen(function* () {
    const { emulator, token } = yield* cloud();
    yield* emulator.createTask({ taskId: "known" });
    yield* Effect.promise(() =>
      FastCheck.assert(
        FastCheck.asyncProperty(
          method,
          FastCheck.array(segment, { maxLength: 5 }),
          query,
          body,
          FastCheck.constantFrom(token, "wrong", undefined),
          async (method, path, query, body, proof) => {
            const search = new URLSearchParams(query).toString();
            const request = new Request(`http://h/${path.join("/")}?${search}`, {
              method,
              headers: proof === undefined ? {} : { "x-auth-token": proof },
              ...(method === "GET" || method === "HEAD" ? {} : { body }),
            });
            const response = await Effect.runPromise(emulator.handle(request));
            expect(response.status).toBeLessThan(500);
            expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f]{32}$/);
            const text = await response.text();
            if (method !== "HEAD") JSON.parse(text);
          },
        ),
        { numRuns: 1000 },
      )
    );
  }));

it.effect("a body that breaks off or was read already is a 400", () =>
  Effect.gen(function* () {
    const { emulator, taskId, token } = yield* cloud();
    const post = (body: BodyInit) =>
      new Request(`http://h/v2/tasks/${taskId}/run`, {
        method: "POST",
        headers: { "x-auth-token": token },
        body,
        ...{ duplex: "half" },
      });
    const broken = post(new ReadableStream({ pull: (it) => it.error(new Error("gone")) }));
    const read = post("{}");
    yield* Effect.promise(() => read.text());
    for (const request of [broken, read]) {
      expect((yield* emulator.handle(request)).status).toBe(400);
    }
  }));

it.effect("an address that cannot be read is a 404", () =>
  Effect.gen(function* () {
    const { emulator } = yield* cloud();
    const request = new Request("http://h/");
    Object.defineProperty(request, "url", { value: "http://h:99999/" });
    expect((yield* emulator.handle(request)).status).toBe(404);
  }));
