import * as FetchHttpClient from "@effect/platform/FetchHttpClient";
import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/TestClock";
import * as Emulator from "../src/emulator/Emulator.ts";
import { operations, runningTask, runWith } from "./support/cli.ts";
import { clientOn } from "./support/fetch.ts";

const agency = { hostAgency: "checks" };
const stop = (taskId: string) => ["stop", taskId, "--region", "cn-north-4"];

describe("the metadata service", () => {
  it.live("gives the key of the host's agency, over a socket", () =>
    Effect.gen(function* () {
      const cloud = yield* Emulator.make({ ...agency, metadataTokens: "required" });
      const { url } = yield* Emulator.serve(cloud);
      const taskId = yield* Effect.provideService(runningTask, Emulator.Emulator, cloud);
      const { code, err } = yield* runWith(["stop", taskId, "--endpoint", url], { metadata: url })
        .pipe(Effect.provide(FetchHttpClient.layer));
      expect([code, err]).toEqual([0, `stopped  ${taskId}`]);
      const requests = yield* cloud.requests;
      expect(requests.map(({ headerNames, method, path }) => [
        `${method} ${path}`,
        headerNames.filter((name) => name.startsWith("x-")),
      ])).toEqual([
        ["PUT /meta-data/latest/api/token", ["x-metadata-token-ttl-seconds"]],
        ["GET /openstack/latest/securitykey", ["x-metadata-token"]],
        [`POST /v2/tasks/${taskId}/stop`, ["x-sdk-date", "x-security-token"]],
      ]);
    }).pipe(Effect.scoped));

  it.effect("is asked once for all the tasks of a command", () =>
    Effect.gen(function* () {
      const taskIds = yield* Effect.replicateEffect(runningTask, 20);
      const args = ["stop", ...taskIds, "--region", "cn-north-4"];
      expect(yield* runWith(args)).toMatchObject({ code: 0 });
      expect((yield* operations).filter((operation) => operation !== "stop")).toEqual([
        "metadataToken",
        "securityKey",
      ]);
    }).pipe(Effect.provide(Emulator.layer(agency))));

  it.effect("is asked without a token where it gives none out", () =>
    Effect.gen(function* () {
      const taskId = yield* runningTask;
      expect(yield* runWith(stop(taskId))).toMatchObject({ code: 0 });
      const cloud = yield* Emulator.Emulator;
      expect((yield* cloud.requests)[1]?.headerNames).not.toContain("x-metadata-token");
    }).pipe(Effect.provide(Emulator.layer({ ...agency, metadataTokens: "unsupported" }))));

  it.effect.each([405, 503])(
    "needs no token where the request for one is answered %i",
    (status) =>
      Effect.gen(function* () {
        const cloud = yield* Emulator.Emulator;
        const taskId = yield* runningTask;
        yield* cloud.faultNext(1, Emulator.Fault.Reply({ status }), "metadataToken");
        expect(yield* runWith(stop(taskId))).toMatchObject({ code: 0 });
      }).pipe(Effect.provide(Emulator.layer(agency))),
  );

  it.effect("is asked for a second token, once, when it refuses the first", () =>
    Effect.gen(function* () {
      const cloud = yield* Emulator.Emulator;
      const taskId = yield* runningTask;
      const ended = Emulator.Fault.Reply({ status: 401, body: "the token has ended" });
      yield* cloud.faultNext(1, ended, "securityKey");
      expect(yield* runWith(stop(taskId))).toMatchObject({ code: 0 });
      const twice = ["metadataToken", "securityKey", "metadataToken", "securityKey"];
      expect(yield* operations).toEqual([...twice, "stop"]);

      yield* cloud.faultNext(2, ended, "securityKey");
      const { code, err } = yield* runWith(stop(taskId));
      expect([code, err]).toEqual([2, expect.stringContaining("answered HTTP 401")]);
      expect(yield* operations).toEqual([...twice, "stop", ...twice]);
    }).pipe(Effect.provide(Emulator.layer(agency))));

  it.effect("of a host without an agency is asked once, and the reason is told", () =>
    Effect.gen(function* () {
      const { code, err } = yield* runWith(stop("abc"));
      expect([code, err]).toEqual([2, expect.stringContaining("this host has no agency: choose")]);
      expect(yield* operations).toEqual(["metadataToken", "securityKey"]);
    }).pipe(Effect.provide(Emulator.layer())));
});

describe("what is no metadata service, or a broken one, is told in one line:", () => {
  const lineOf = (err: string): string | undefined => /metadata service: (.*)/.exec(err)?.[1];

  it.live("nothing listens", () =>
    Effect.gen(function* () {
      const { url } = yield* Effect.scoped(Effect.flatMap(Emulator.make(), Emulator.serve));
      const { code, err } = yield* runWith(stop("abc"), { metadata: url }).pipe(
        Effect.provide(FetchHttpClient.layer),
      );
      expect(code).toBe(2);
      expect(lineOf(err)).toMatch(/was not reachable, as it is on an ECS host \(.*ECONNREFUSED/);
    }));

  it.effect("nobody answers for three seconds", () =>
    Effect.gen(function* () {
      const silent = clientOn((_, init) =>
        new Promise((_, reject) => init?.signal?.addEventListener("abort", reject))
      );
      const running = yield* Effect.fork(Effect.provide(runWith(stop("abc")), silent));
      yield* TestClock.adjust("3 seconds");
      const { code, err } = yield* Fiber.join(running);
      expect(code).toBe(2);
      expect(lineOf(err)).toMatch(/^http:\/\/169\.254\.169\.254 was not reachable.*\(no reply/);
    }));

  const replies: ReadonlyArray<readonly [string, Response, RegExp]> = [
    ["another cloud's", new Response("not here", { status: 404 }), /answered HTTP 404$/],
    [
      "a portal that asks to sign in",
      new Response(null, { status: 302, headers: { location: "https://portal.example" } }),
      /answered HTTP 302$/,
    ],
    ["a page", new Response("<html>MFyfvK41ba2</html>"), /without an access key that can be read$/],
    [
      "a key without its end",
      Response.json({ credential: { access: "A", secret: "MFyfvK41ba2", securitytoken: "x" } }),
      /without an access key that can be read$/,
    ],
  ];
  it.effect.each(replies)("%s", ([, reply, words]) =>
    Effect.gen(function* () {
      const client = clientOn(() => Promise.resolve(reply.clone()));
      const { code, err } = yield* Effect.provide(runWith(stop("abc")), client);
      expect(code).toBe(2);
      expect(lineOf(err)).toMatch(words);
      expect(err).not.toContain("MFyfvK41ba2");
    }));
});
