import * as HttpBody from "@effect/platform/HttpBody";
import * as HttpClientRequest from "@effect/platform/HttpClientRequest";
import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Stream from "effect/Stream";
import * as TestClock from "effect/TestClock";
import { AccessKey } from "../mod.ts";
import { authorization } from "../src/auth/signature/canonical.ts";
import { hash, keyOf } from "../src/auth/signature/hash.ts";
import { permanent, secretKey, securityToken, stopWith, temporary } from "./support/accessKey.ts";
import { fakeFetch, json } from "./support/fetch.ts";
import { taskId } from "./support/program.ts";

const { accessKey } = permanent;
const epoch = "19700101T000000Z";

/** The proof over the usual parts; each test says what differs. */
const proof = (
  headers: Readonly<Record<string, string>>,
  over: { method?: string; uri?: string; query?: string; body?: string | Uint8Array } = {},
): string =>
  authorization(accessKey, keyOf(secretKey), headers["x-sdk-date"] ?? "", {
    method: over.method ?? "POST",
    uri: over.uri ?? `/v2/tasks/${taskId}/stop/`,
    query: over.query ?? "",
    headers: Object.entries(headers),
    payload: hash(over.body ?? ""),
  });

const authorize = (request: HttpClientRequest.HttpClientRequest, options = permanent) =>
  AccessKey.make(options).authorize(request);

const proofOf = (request: HttpClientRequest.HttpClientRequest) =>
  Effect.map(authorize(request), ({ headers }) => headers["authorization"]);

describe("AccessKey", () => {
  it.effect("sends a stop with a date, a signature and nothing else", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2019, 10, 15, 3, 36, 55, 999));
      const mine = fakeFetch(() => json(200, null));
      yield* stopWith(permanent, mine.fetch);
      const date = "20191115T033655Z";
      expect(Object.fromEntries(mine.calls[0]?.headers ?? [])).toEqual({
        accept: "application/json",
        "x-sdk-date": date,
        authorization: proof({ host: "check.example", "x-sdk-date": date }),
      });
      expect(mine.calls[0]?.url).toBe(`https://check.example/v2/tasks/${taskId}/stop`);
    }));

  it.effect("signs the project and the security token along", () =>
    Effect.gen(function* () {
      const mine = fakeFetch(() => json(200, null));
      yield* stopWith(temporary, mine.fetch);
      const signed = {
        "x-project-id": temporary.projectId ?? "",
        "x-sdk-date": epoch,
        "x-security-token": securityToken,
      };
      expect(Object.fromEntries(mine.calls[0]?.headers ?? [])).toEqual({
        accept: "application/json",
        ...signed,
        authorization: proof({ ...signed, host: "check.example" }),
      });
      expect(mine.calls[0]?.headers.get("authorization")).toContain(
        "SignedHeaders=host;x-project-id;x-sdk-date;x-security-token,",
      );
    }));

  it.effect.each<readonly [string, string]>([
    ["https://h.example:443/", "h.example"],
    ["http://h.example:80/", "h.example"],
    ["https://h.example:8443/", "h.example:8443"],
    ["http://127.0.0.1:443/", "127.0.0.1:443"],
    ["https://H.Example/", "h.example"],
    ["https://停止.example/", "xn--eyqs27d.example"],
  ])("signs the host of %s as fetch sends it", ([url, host]) =>
    Effect.gen(function* () {
      expect(new URL(url).host).toBe(host);
      expect(yield* proofOf(HttpClientRequest.get(url))).toBe(
        proof({ host, "x-sdk-date": epoch }, { method: "GET", uri: "/" }),
      );
    }));

  it.effect("signs the host that the program sends instead of the address's", () =>
    Effect.gen(function* () {
      const request = HttpClientRequest.get("https://10.0.0.1/", {
        headers: { host: "h.example" },
      });
      expect(yield* proofOf(request)).toBe(
        proof({ host: "h.example", "x-sdk-date": epoch }, { method: "GET", uri: "/" }),
      );
    }));

  it.effect("signs no content type where there is no content", () =>
    Effect.gen(function* () {
      const headers = { "content-type": "application/json" };
      expect(yield* proofOf(HttpClientRequest.post("https://h/", { headers }))).toBe(
        proof({ host: "h", "x-sdk-date": epoch }, { uri: "/" }),
      );
    }));

  it.effect("signs the query of the URL and of the request's parameters", () =>
    Effect.gen(function* () {
      const request = HttpClientRequest.get("https://h/a/b?z=%E4%B8%80+x&a", {
        urlParams: [["limit", "10"], ["a", "*"]],
      });
      expect(yield* proofOf(request)).toBe(proof({ host: "h", "x-sdk-date": epoch }, {
        method: "GET",
        uri: "/a/b/",
        query: "a=&a=%2A&limit=10&z=%E4%B8%80%20x",
      }));
    }));

  it.effect("signs the bytes of a body, and its content type", () =>
    Effect.gen(function* () {
      const text = '{"git_branch":"主干"}';
      const type = "application/json";
      const request = HttpClientRequest.post("https://h/");
      const signed = { host: "h", "content-type": type, "x-sdk-date": epoch };
      const expected = proof(signed, { uri: "/", body: text });
      const bodies = [
        HttpBody.text(text, type),
        HttpBody.uint8Array(new TextEncoder().encode(text), type),
        HttpBody.raw(text, { contentType: type }),
      ];
      for (const body of bodies) {
        expect(yield* proofOf(HttpClientRequest.setBody(request, body))).toBe(expected);
      }
    }));

  it.effect("does not sign a body whose bytes nobody knows, and says so", () =>
    Effect.gen(function* () {
      const request = HttpClientRequest.post("https://h/");
      const bodies = [
        HttpBody.stream(Stream.make(new Uint8Array(1))),
        HttpBody.formData(new FormData()),
        HttpBody.raw(new Blob(["x"])),
      ];
      for (const body of bodies) {
        const error = yield* Effect.flip(authorize(HttpClientRequest.setBody(request, body)));
        expect(error).toMatchObject({ _tag: "TokenUnavailable", retryable: false });
        expect(error.reason).toMatch(/cannot be signed: send the body as a text or a Uint8Array/);
      }
      const declared = HttpClientRequest.setHeader("x-sdk-content-sha256", "UNSIGNED-PAYLOAD")(
        HttpClientRequest.setBody(request, HttpBody.stream(Stream.make(new Uint8Array(1)))),
      );
      expect(yield* proofOf(declared)).toContain("host;x-sdk-content-sha256;x-sdk-date");
    }));

  it.effect("does not sign a request without an address", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(authorize(HttpClientRequest.get("/v2/tasks")));
      expect(error.reason).toContain("absolute URL");
    }));

  it.effect("does not sign at a time that no date can tell", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(8.64e15);
      const error = yield* Effect.flip(authorize(HttpClientRequest.get("https://h/")));
      expect(error.reason).toContain("clock");
    }));
});
