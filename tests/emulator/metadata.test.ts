import { inspect } from "node:util";
import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as Schema from "effect/Schema";
import * as TestClock from "effect/TestClock";
import { AccessKey, stopTask } from "../../mod.ts";
import * as Emulator from "../../src/emulator/Emulator.ts";
import { clientOn } from "../support/fetch.ts";
import { see, type Seen } from "./cloud.ts";

const decode = Schema.decodeUnknownSync(Schema.Struct({
  credential: Schema.Struct({
    access: Schema.String,
    secret: Schema.String,
    securitytoken: Schema.String,
    expires_at: Schema.String,
  }),
}));

const host = (options?: Emulator.Options) =>
  Effect.gen(function* () {
    const emulator = yield* Emulator.make(options);
    const call = (method: string, path: string, headers: Record<string, string>) =>
      Effect.suspend(() =>
        emulator.handle(new Request(`http://169.254.169.254${path}`, { method, headers }))
      ).pipe(Effect.flatMap(see));
    const askToken = (ttl?: string) =>
      call("PUT", "/meta-data/latest/api/token", {
        ...(ttl !== undefined && { "x-metadata-token-ttl-seconds": ttl }),
      });
    const askKey = (token?: string) =>
      call("GET", "/openstack/latest/securitykey", {
        ...(token !== undefined && { "x-metadata-token": token }),
      });
    return { emulator, askToken, askKey };
  });

const agency = { hostAgency: "checks" };
const message = ({ json, status }: Seen): unknown => [status, json];
const error = (code: number, words: RegExp): unknown => [code, {
  error: { code, message: expect.stringMatching(words), title: expect.any(String) },
}];

it.effect("a host with an agency gets a temporary key that ends in an hour", () =>
  Effect.gen(function* () {
    const { askKey, askToken } = yield* host(agency);
    const token = yield* askToken("21600");
    expect([token.status, token.text]).toEqual([200, expect.stringMatching(/^[\w+/]{56}$/)]);
    const reply = yield* askKey(token.text);
    expect(reply.status).toBe(200);
    expect(decode(reply.json).credential).toEqual({
      access: expect.stringMatching(/^[A-Z0-9]{20}$/),
      secret: expect.stringMatching(/^\w{40}$/),
      securitytoken: expect.stringMatching(/^\w{400,}$/),
      expires_at: "1970-01-01T01:00:00.000000Z",
    });
  }));

it.live("a stop signed with the key is accepted, and without its security token it is not", () =>
  Effect.gen(function* () {
    const { askKey, emulator } = yield* host(agency);
    const { taskId } = yield* emulator.createTask();
    yield* emulator.startRun(taskId);
    const { credential } = decode((yield* askKey()).json);
    const key: AccessKey.Options = {
      accessKey: credential.access,
      secretKey: Redacted.make(credential.secret),
    };
    const stop = (options: AccessKey.Options) =>
      stopTask(taskId, { region: "cn-north-4" }).pipe(
        Effect.provide(AccessKey.layer(options)),
        Effect.provide(clientOn(emulator.fetch)),
      );
    expect((yield* Effect.flip(stop(key)))._tag).not.toBe("TaskNotFound");
    expect(yield* emulator.task(taskId)).toMatchObject({ value: { stops: 0 } });
    yield* stop({ ...key, securityToken: Redacted.make(credential.securitytoken) });
    expect(yield* emulator.task(taskId)).toMatchObject({ value: { status: 3, stops: 1 } });
    const shown = [emulator, yield* emulator.requests]
      .map((value) => inspect(value, { depth: 20, showHidden: true }) + JSON.stringify(value));
    expect(shown.join()).not.toContain(credential.secret.slice(0, 12));
  }));

it.effect("a key is handed out until 10 minutes before its end, and the old one stays good", () =>
  Effect.gen(function* () {
    const { askKey } = yield* host({ ...agency, clockSkew: 60_000 });
    const access = Effect.map(askKey(), ({ json }) => decode(json).credential.access);
    const first = yield* access;
    yield* TestClock.adjust("2999999 millis");
    expect(yield* access).toBe(first);
    yield* TestClock.adjust("1 millis");
    const second = yield* askKey();
    expect(decode(second.json).credential).toMatchObject({
      access: expect.not.stringMatching(first),
      expires_at: "1970-01-01T01:51:00.000000Z",
    });
    expect(yield* access).toBe(decode(second.json).credential.access);
  }));

it.effect("a host without an agency is told to configure one", () =>
  Effect.gen(function* () {
    const { askKey, askToken, emulator } = yield* host();
    const none = error(401, /^Please configure Cloud Service Agency first$/);
    const { text } = yield* askToken("60");
    expect(message(yield* askKey(text))).toEqual(none);
    yield* emulator.setHostAgency("checks");
    expect((yield* askKey()).status).toBe(200);
    yield* emulator.setHostAgency(undefined);
    expect(message(yield* askKey())).toEqual(none);
  }));

it.effect("a metadata token lives as long as it was asked for", () =>
  Effect.gen(function* () {
    const { askKey, askToken } = yield* host(agency);
    const { text } = yield* askToken("60");
    yield* TestClock.adjust("59999 millis");
    expect((yield* askKey(text)).status).toBe(200);
    yield* TestClock.adjust("1 millis");
    const refused = error(401, /^(?!.*Cloud Service Agency).*X-Metadata-Token/);
    expect(message(yield* askKey(text))).toEqual(refused);
    expect(message(yield* askKey("wrong"))).toEqual(refused);
    expect((yield* askKey((yield* askToken("60")).text)).status).toBe(200);
  }));

it.effect("a hundred tokens are good beside each other, and the next takes the place of the first", () =>
  Effect.gen(function* () {
    const { askKey, askToken } = yield* host(agency);
    const first = (yield* askToken("60")).text;
    const second = (yield* askToken("60")).text;
    yield* Effect.replicateEffect(askToken("60"), 98);
    expect([(yield* askKey(first)).status, (yield* askKey(second)).status]).toEqual([200, 200]);
    yield* askToken("60");
    expect([(yield* askKey(first)).status, (yield* askKey(second)).status]).toEqual([401, 200]);
  }));

it.effect("a life that is none, or longer than six hours, is a 400", () =>
  Effect.gen(function* () {
    const { askToken } = yield* host(agency);
    for (const ttl of [undefined, "", "0", "-1", "1.5", "x", "21601", "1e3"]) {
      expect([ttl, (yield* askToken(ttl)).status]).toEqual([ttl, 400]);
    }
    expect((yield* askToken("1")).status).toBe(200);
  }));

it.effect("a host may want tokens, take requests without, or know none", () =>
  Effect.gen(function* () {
    const statuses = [];
    for (const metadataTokens of ["optional", "required", "unsupported"] as const) {
      const { askKey, askToken } = yield* host({ ...agency, metadataTokens });
      const token = yield* askToken("60");
      const bare = yield* askKey();
      statuses.push([metadataTokens, token.status, bare.status, (yield* askKey("x")).status]);
    }
    expect(statuses).toEqual([
      ["optional", 200, 200, 401],
      ["required", 200, 401, 401],
      ["unsupported", 404, 200, 200],
    ]);
  }));

it.effect("its requests are recorded by operation, and meet faults", () =>
  Effect.gen(function* () {
    const { askKey, askToken, emulator } = yield* host(agency);
    yield* emulator.faultNext(1, Emulator.Fault.Unavailable({ status: 503 }), "metadataToken");
    yield* emulator.faultNext(1, Emulator.Fault.Reply({ status: 405 }), "securityKey");
    yield* askToken("60");
    yield* askKey();
    expect((yield* emulator.requests).map(({ operation, proof, status }) => [
      operation,
      status,
      proof,
    ])).toEqual([["metadataToken", 503, false], ["securityKey", 405, false]]);
  }));
