import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
import * as Headers from "@effect/platform/Headers";
import * as HttpClient from "@effect/platform/HttpClient";
import * as HttpClientRequest from "@effect/platform/HttpClientRequest";
import * as UrlParams from "@effect/platform/UrlParams";
import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { inspect } from "node:util";
import * as platform from "../src/http/platform.ts";
import { withHeader, withoutBody } from "../src/http/request.ts";

describe("what is taken of the platform by key", () => {
  it("is the platform's client tag", () => {
    expect(platform.HttpClient.key).toBe(HttpClient.HttpClient.key);
  });

  it("is the platform's Fetch tag", () => {
    expect(platform.Fetch.key).toBe(FetchHttpClient.Fetch.key);
  });

  it("is the platform's RequestInit tag", () => {
    expect(platform.FetchOptions.key).toBe(FetchHttpClient.RequestInit.key);
  });

  it("is the platform's predicate that turns client spans off", () => {
    expect(platform.tracerDisabledWhen).toBe(HttpClient.currentTracerDisabledWhen);
  });

  it("is the platform's list of redacted header names", () => {
    expect(platform.redactedNames).toBe(Headers.currentRedactedNames);
  });

  it.effect("are the two halves that every client of the platform has", () =>
    Effect.gen(function* () {
      const client = yield* HttpClient.HttpClient;
      for (const one of [client, HttpClient.followRedirects(client, 3)]) {
        expect(platform.hasHalves(one)).toBe(true);
      }
    }).pipe(Effect.provide(FetchHttpClient.layer)));

  it.effect("is asked by the client on the fiber that sends, right before it sends", () =>
    Effect.gen(function* () {
      const seen: Array<string> = [];
      yield* HttpClient.execute(HttpClientRequest.get("http://localhost/")).pipe(
        Effect.locally(HttpClient.currentTracerDisabledWhen, () => {
          seen.push("asked");
          return true;
        }),
        Effect.provide(FetchHttpClient.layer),
        Effect.provideService(FetchHttpClient.Fetch, () => {
          seen.push("sent");
          return Promise.resolve(new Response());
        }),
      );
      expect(seen).toEqual(["asked", "sent"]);
    }));
});

describe("a request that is made without the platform's constructors", () => {
  const request = withoutBody("POST", "https://check.example/v2/tasks/1/stop");

  it("is a request to the platform", () => {
    expect(request[HttpClientRequest.TypeId]).toBe(HttpClientRequest.TypeId);
    expect(Headers.isHeaders(request.headers)).toBe(true);
  });

  it("has the fields of the platform's own", () => {
    const own = HttpClientRequest.post("https://check.example/v2/tasks/1/stop", {
      acceptJson: true,
    });
    expect({ ...request.headers }).toEqual({ ...own.headers });
    for (const key of ["method", "url", "urlParams", "hash"] as const) {
      expect(request[key]).toEqual(own[key]);
    }
    expect(request.body._tag).toBe(own.body._tag);
  });

  it("can be changed by the platform's functions", () => {
    const changed = request.pipe(
      HttpClientRequest.setHeader("X-Own", "1"),
      HttpClientRequest.appendUrlParam("a", "b"),
    );
    expect(changed.headers["x-own"]).toBe("1");
    expect(changed.headers["accept"]).toBe("application/json");
    expect(UrlParams.toString(changed.urlParams)).toBe("a=b");
  });

  it("shows no proof of identity, however it is shown", () => {
    const secret = "s".repeat(40);
    const authorized = withHeader(request, "x-auth-token", secret);
    expect(authorized.headers["x-auth-token"]).toBe(secret);
    for (const value of [authorized, authorized.headers]) {
      expect(JSON.stringify(value)).not.toContain(secret);
      expect(inspect(value, { depth: 9 })).not.toContain(secret);
      expect(String(value)).not.toContain(secret);
    }
  });
});
