import { inspect } from "node:util";
import * as HttpClientRequest from "@effect/platform/HttpClientRequest";
import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/TestClock";
import { AccessKey, stopTask, TokenService } from "../../mod.ts";
import type * as Emulator from "../../src/emulator/Emulator.ts";
import { clientOn } from "../support/fetch.ts";
import { cloud, see } from "./cloud.ts";

const start = Date.UTC(2021, 11, 17, 6, 43, 3);

const signing = (options?: Emulator.Options) =>
  Effect.gen(function* () {
    yield* TestClock.setTime(start);
    const { emulator, taskId } = yield* cloud(options);
    const request = HttpClientRequest.post(`https://check.example/v2/tasks/${taskId}/stop`);
    const send = (headers: Readonly<Record<string, string>>) =>
      Effect.flatMap(
        emulator.handle(new Request(request.url, { method: "POST", headers: { ...headers } })),
        see,
      );
    const signed = (key: AccessKey.Options) =>
      Effect.map(AccessKey.make(key).authorize(request), ({ headers }) => headers);
    const stop = (service: TokenService) =>
      stopTask(taskId, { endpoint: "https://check.example" }).pipe(
        Effect.provide(clientOn(emulator.fetch)),
        Effect.provideService(TokenService, service),
      );
    return { emulator, send, signed, stop };
  });

const prefix = "Incorrect IAM authentication information: ";

it.effect("the words of a refusal are the real gateway's", () =>
  Effect.gen(function* () {
    const { emulator, send, signed } = yield* signing();
    const key = yield* emulator.issueAccessKey();
    const headers = yield* signed(key);
    const messages = [];
    yield* TestClock.adjust("901 seconds");
    messages.push(yield* send(headers));
    messages.push(yield* send({ ...headers, authorization: "SDK-HMAC-SHA256 x" }));
    const wrong = { ...key, secretKey: Redacted.make("wrong") };
    messages.push(yield* send(yield* signed(wrong)));
    messages.push(yield* send(yield* signed({ ...key, accessKey: "LTAI5tDv" })));
    expect(messages.map(({ status, json }) => [status, json])).toMatchObject([
      [401, {
        error_code: "APIGW.0301",
        error_msg: `${prefix}calc aksk signature fail:signature expired, ` +
          "signature time:20211217T064303Z,server time:20211217T065804Z",
      }],
      [401, { error_msg: `${prefix}authorization header is invalid` }],
      [401, {
        error_msg: expect.stringMatching(
          /: verify aksk signature fail, canonicalRequest:POST\|\/v2\/tasks\/\w+\/stop\/\|\|host:check\.example\|x-sdk-date:20211217T065804Z\|\|host;x-sdk-date\|e3b0c442\w{56}$/,
        ),
      }],
      [401, { error_msg: `${prefix}ak LTAI5tDv not exist` }],
    ]);
  }));

it.effect("a date may be 15 minutes off, and not a second more", () =>
  Effect.gen(function* () {
    const { emulator, send, signed } = yield* signing();
    const key = yield* emulator.issueAccessKey();
    const headers = yield* signed(key);
    const statuses: Array<number> = [];
    for (const seconds of [-901, -900, 900, 901]) {
      yield* TestClock.setTime(start + seconds * 1000);
      statuses.push((yield* send(headers)).status);
    }
    expect(statuses).toEqual([401, 200, 200, 401]);
  }));

it.effect("a signature that leaves out the date, or has none, is refused", () =>
  Effect.gen(function* () {
    const { emulator, send, signed } = yield* signing();
    const headers = yield* signed(yield* emulator.issueAccessKey());
    const { "x-sdk-date": _, ...undated } = headers;
    const unsigned = headers["authorization"]?.replace(";x-sdk-date", "") ?? "";
    for (const bad of [undated, { ...headers, authorization: unsigned }]) {
      expect((yield* send(bad)).json).toMatchObject({
        error_msg: expect.stringContaining("x-sdk-date"),
      });
    }
  }));

it.effect("a stop learns the gateway's clock from its refusal", () =>
  Effect.gen(function* () {
    for (const clockSkew of [-3_600_000, 0, 3_600_000]) {
      const { emulator, stop } = yield* signing({ clockSkew });
      const service = AccessKey.make(yield* emulator.issueAccessKey());
      yield* stop(service);
      yield* stop(service);
      const statuses = (yield* emulator.requests).map(({ status }) => status);
      expect(statuses).toEqual(clockSkew === 0 ? [200, 200] : [401, 200, 200]);
    }
  }));

it.effect("a temporary key needs its own token, and ends with it", () =>
  Effect.gen(function* () {
    const { emulator, send, signed, stop } = yield* signing();
    const key = yield* emulator.issueAccessKey({ validFor: "1 hour" });
    expect(key.expiresAt).toEqual(new Date(start + 3_600_000));
    const { expiresAt: _, ...endless } = key;
    const permanent = yield* emulator.issueAccessKey();
    expect(permanent).toMatchObject({ securityToken: undefined, expiresAt: undefined });
    const said = (given: AccessKey.Options) =>
      Effect.map(Effect.flatMap(signed(given), send), ({ status, json }) => [status, json]);
    const invalid = [401, { error_msg: `${prefix}security token is invalid` }];
    expect(yield* said(endless)).toEqual([200, null]);
    expect(yield* said({ ...endless, securityToken: undefined })).toMatchObject(invalid);
    expect(yield* said({ ...permanent, securityToken: key.securityToken })).toMatchObject(invalid);
    yield* TestClock.adjust("1 hour");
    expect(yield* said(permanent)).toEqual([200, null]);
    expect(yield* said(endless)).toMatchObject([401, {
      error_msg: `${prefix}security token expired`,
    }]);
    const errors = yield* Effect.all([
      Effect.flip(stop(AccessKey.make(key))),
      Effect.flip(stop(AccessKey.make(endless))),
    ]);
    expect(errors.map(({ _tag }) => _tag)).toEqual(["TokenUnavailable", "TokenUnavailable"]);
    expect(errors[1].message).toContain("security token expired");
  }));

it.effect("a key ends by the gateway's clock, or has no end that a date can tell", () =>
  Effect.gen(function* () {
    const { emulator, stop } = yield* signing({ clockSkew: 1000 });
    const { expiresAt } = yield* emulator.issueAccessKey({ validFor: "1 hour" });
    expect(expiresAt).toEqual(new Date(start + 3_601_000));
    const key = yield* emulator.issueAccessKey({ validFor: Infinity });
    expect(key.expiresAt).toBeUndefined();
    yield* stop(AccessKey.make(key));
  }));

it.effect("no key shows in what the emulator shows of itself", () =>
  Effect.gen(function* () {
    const { emulator, stop } = yield* signing();
    const key = yield* emulator.issueAccessKey({ validFor: "1 hour" });
    yield* stop(AccessKey.make(key));
    const shown = [emulator, key, yield* emulator.requests]
      .flatMap((value) => [inspect(value, { depth: 20, showHidden: true }), JSON.stringify(value)])
      .join("\n");
    expect(shown).not.toContain(Redacted.value(key.secretKey).slice(4, 16));
    expect(shown).not.toContain(
      key.securityToken && Redacted.value(key.securityToken).slice(4, 32),
    );
  }));

it.effect("a body that cannot be read is refused before its signature", () =>
  Effect.gen(function* () {
    const { emulator, signed } = yield* signing();
    const headers = { ...yield* signed(yield* emulator.issueAccessKey()) };
    const broken = new ReadableStream({ start: (controller) => controller.error(new Error("x")) });
    const init = { method: "POST", headers, body: broken, duplex: "half" };
    const url = "https://check.example/v2/tasks/1/stop";
    const reply = yield* Effect.flatMap(emulator.handle(new Request(url, init)), see);
    expect(reply.status).toBe(400);
  }));
