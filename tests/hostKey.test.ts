import { inspect } from "node:util";
import { describe, expect, it } from "@effect/vitest";
import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as TestClock from "effect/TestClock";
import { AuthExpired, stopTask, TokenService } from "../mod.ts";
import { metadata } from "../src/cli/credentials/metadata.ts";
import { Io } from "../src/cli/Io.ts";
import * as Emulator from "../src/emulator/Emulator.ts";
import { processWith, runningTask } from "./support/cli.ts";
import { bare } from "./support/cloud.ts";

/** A program that runs on an ECS host, on and on. */
const onHost = Effect.gen(function* () {
  yield* TestClock.setTime(Date.UTC(2026, 0, 1));
  const cloud = yield* Emulator.Emulator;
  const taskId = yield* runningTask;
  const service = yield* Effect.provideService(metadata.find, Io, processWith().io);
  const stop = Effect.provideService(
    stopTask(taskId, { region: "cn-north-4" }),
    TokenService,
    service,
  );
  const keysGiven = Effect.map(
    cloud.requests,
    (all) => all.filter((it) => it.operation === "securityKey" && it.status === 200).length,
  );
  return { cloud, keysGiven, service, stop };
});

const hosted = (options: Emulator.Options = {}) =>
  Effect.provide(Emulator.layer({ hostAgency: "checks", ...options }));

const down = Emulator.Fault.Unavailable({ status: 500 });

describe("the key of an ECS host", () => {
  it.effect("is renewed five minutes before its end, once for all who call then", () =>
    Effect.gen(function* () {
      const { keysGiven, stop } = yield* onHost;
      yield* TestClock.adjust("54 minutes");
      yield* stop;
      expect(yield* keysGiven).toBe(1);
      yield* TestClock.adjust("1 minute");
      yield* Effect.all(Array.from({ length: 50 }, () => stop), { concurrency: "unbounded" });
      expect(yield* keysGiven).toBe(2);
    }).pipe(hosted()));

  it.effect("signs on for a day, and every stop is accepted", () =>
    Effect.gen(function* () {
      const { cloud, keysGiven, stop } = yield* onHost;
      for (let minute = 0; minute < 24 * 60; minute += 10) {
        yield* TestClock.adjust("10 minutes");
        yield* stop;
      }
      const others = (yield* cloud.requests).filter(({ status }) => status !== 200);
      // The service's own token lives for six hours, and its end is known by a refusal alone.
      expect(others.map(({ operation }) => operation)).toEqual(Array(4).fill("securityKey"));
      // Each lives for an hour, and is looked at every ten minutes.
      expect(yield* keysGiven).toBe(1 + 24);
    }).pipe(hosted({ metadataTokens: "required" })));

  it.effect("signs to its end while the service is down, which is asked every ten seconds", () =>
    Effect.gen(function* () {
      const { cloud, stop } = yield* onHost;
      yield* TestClock.adjust("55 minutes");
      yield* cloud.faultNext(1000, down, "securityKey");
      const before = (yield* cloud.requests).length;
      for (let second = 0; second < 20; second++) {
        yield* stop;
        yield* TestClock.adjust("1 second");
      }
      const asked = (yield* cloud.requests).slice(before)
        .filter(({ operation }) => operation === "securityKey");
      expect(asked.map(({ status }) => status)).toEqual([500, 500]);
      yield* TestClock.adjust("5 minutes");
      const error = yield* Effect.flip(stop);
      expect(error).toMatchObject({ _tag: "TokenUnavailable", retryable: true });
      yield* cloud.clearFaults;
      yield* stop;
    }).pipe(hosted()));

  it.effect("is used though this host's clock says that it ended long ago", () =>
    Effect.gen(function* () {
      const { keysGiven, stop } = yield* onHost;
      yield* stop;
      yield* stop;
      expect(yield* keysGiven).toBe(1);
    }).pipe(hosted({ clockSkew: -2 * 60 * 60_000 })));

  it.effect("is renewed when the service says that it ended, and the call is replayed", () =>
    Effect.gen(function* () {
      const { cloud, keysGiven, stop } = yield* onHost;
      yield* cloud.setHostAgency("another");
      const ended = { error_code: "APIGW.0301", error_msg: "the security token has expired" };
      yield* cloud.faultNext(1, Emulator.Fault.Reply({ status: 401, body: JSON.stringify(ended) }));
      yield* stop;
      expect(yield* keysGiven).toBe(2);
    }).pipe(hosted()));

  it.effect("that the service says has ended, and the host still has, is told as it is", () =>
    Effect.gen(function* () {
      const { cloud, keysGiven, stop } = yield* onHost;
      const ended = { error_code: "APIGW.0301", error_msg: "the security token has expired" };
      yield* cloud.faultNext(1, Emulator.Fault.Reply({ status: 401, body: JSON.stringify(ended) }));
      const error = yield* Effect.flip(stop);
      expect(error).toMatchObject({ _tag: "TokenUnavailable" });
      expect(error.message).toContain("the temporary access key ended");
      expect(yield* keysGiven).toBe(2);
    }).pipe(hosted()));

  it.effect("is not asked for again by a refusal that comes late", () =>
    Effect.gen(function* () {
      const { cloud, keysGiven, service } = yield* onHost;
      const early = yield* service.authorize(bare);
      yield* cloud.setHostAgency("another");
      yield* TestClock.adjust("56 minutes");
      yield* service.authorize(bare);
      expect(yield* keysGiven).toBe(2);
      expect(yield* service.renew(early, new AuthExpired({ status: 401 }))).toBe(true);
      expect(yield* keysGiven).toBe(2);
    }).pipe(hosted()));

  it.effect("does not show, whatever is shown of it", () =>
    Effect.gen(function* () {
      const { cloud, service, stop } = yield* onHost;
      const signed = yield* service.authorize(bare);
      const secret = signed.headers["x-security-token"] ?? "";
      expect(secret.length).toBeGreaterThan(100);
      const quoted = Emulator.Fault.Reply({ status: 401, body: `refused: ${secret}` });
      yield* cloud.faultNext(1, quoted);
      const exit = yield* Effect.exit(stop);
      const shown = [
        inspect(service, { depth: 9, showHidden: true }),
        JSON.stringify(signed),
        Exit.isFailure(exit) ? Cause.pretty(exit.cause) + JSON.stringify(exit) : "",
      ].join("\n");
      expect(shown).toContain("refused");
      expect(shown).not.toContain(secret.slice(0, 16));
    }).pipe(hosted()));
});
