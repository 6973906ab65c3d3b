import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/TestClock";
import * as Emulator from "../../src/emulator/Emulator.ts";
import { byPassword, byTotp, identities, passcode, password, stopWith } from "./identity.ts";

const hex32 = /^[0-9a-f]{32}$/;
const wrong = {
  error: { code: 401, message: "The username or password is wrong.", title: "Unauthorized" },
};
const invalid = {
  error: { code: 400, message: "The request body is invalid", title: "Bad Request" },
};

it.effect("a password gets a token for a project, with the documented body", () =>
  Effect.gen(function* () {
    const { ask, stop, userId } = yield* identities();
    yield* TestClock.setTime(Date.UTC(2020, 0, 4, 9, 8, 49, 965));
    const reply = yield* ask(byPassword());
    const domain = { id: expect.stringMatching(hex32), name: "acme" };
    expect([reply.status, reply.json]).toEqual([201, {
      token: {
        expires_at: "2020-01-05T09:08:49.965000Z",
        issued_at: "2020-01-04T09:08:49.965000Z",
        methods: ["password"],
        project: { domain, id: expect.stringMatching(hex32), name: "cn-north-4" },
        roles: [{ id: "0", name: "te_admin" }],
        user: { domain, id: userId, name: "ci", password_expires_at: "" },
      },
    }]);
    expect((yield* stop(reply)).text).toBe("null");
  }));

it.effect("the catalog comes unless nocatalog says something", () =>
  Effect.gen(function* () {
    const { ask } = yield* identities();
    for (
      const [query, has] of [["", true], ["?nocatalog=", true], ["?nocatalog=x", false]] as const
    ) {
      const { json } = yield* ask(byPassword(), { query });
      expect(JSON.stringify(json).includes('"catalog":[{')).toBe(has);
    }
  }));

it.effect("a second factor is wanted of who has one, and of nobody else", () =>
  Effect.gen(function* () {
    const { ask, stop, userId } = yield* identities({}, { totp: Redacted.make(passcode) });
    const reply = yield* ask(byTotp(userId));
    expect([reply.status, reply.json]).toMatchObject([201, {
      token: { methods: ["password", "totp"], mfa_authn_at: "1970-01-01T00:00:00.000000Z" },
    }]);
    expect((yield* stop(reply)).status).toBe(200);
    for (const body of [byPassword(), byTotp(userId, "000000"), byTotp("ci")]) {
      const refused = yield* ask(body);
      expect([refused.status, refused.json]).toEqual([401, wrong]);
    }
    const other = yield* identities();
    expect((yield* other.ask(byTotp(userId))).status).toBe(401);
  }));

it.effect("a wrong password, user or account is refused in the same words", () =>
  Effect.gen(function* () {
    const { ask } = yield* identities();
    for (const more of [{ password: "wrong" }, { name: "nobody" }, { domain: "other" }]) {
      const reply = yield* ask(byPassword(more));
      expect([reply.status, reply.json]).toEqual([401, wrong]);
      expect(reply.headers.get("x-subject-token")).toBeNull();
    }
  }));

it.effect("a body that is no request for a token is a 400 in IAM's own shape", () =>
  Effect.gen(function* () {
    const { ask } = yield* identities();
    const { auth } = JSON.parse(JSON.stringify(byPassword()));
    for (
      const body of [
        "",
        "{",
        "null",
        {},
        { auth: {} },
        { auth: { ...auth, scope: { project: {} } } },
        { auth: { ...auth, identity: { ...auth.identity, methods: [] } } },
        { auth: { ...auth, identity: { ...auth.identity, methods: ["totp"] } } },
        { auth: { ...auth, identity: { ...auth.identity, methods: ["password", "totp"] } } },
        { auth: { ...auth, identity: { methods: ["password"] } } },
        { auth: { identity: { methods: ["assume_role"], assume_role: { agency_name: "a" } } } },
      ]
    ) {
      const reply = yield* ask(body);
      expect([body, reply.status, reply.json]).toEqual([body, 400, invalid]);
    }
  }));

it.effect("five wrong passwords lock a user for 15 minutes, and nobody else", () =>
  Effect.gen(function* () {
    const { emulator, ask } = yield* identities();
    yield* emulator.createUser({ domain: "acme", name: "cd", password: Redacted.make(password) });
    for (let turn = 0; turn < 5; turn++) {
      expect((yield* ask(byPassword({ password: "wrong" }))).json).toEqual(wrong);
    }
    const locked = [401, { error_code: "IAM.0061", error_msg: "The account is locked." }];
    const tried = Effect.map(ask(byPassword()), ({ status, json }) => [status, json]);
    expect(yield* tried).toEqual(locked);
    expect((yield* ask(byPassword({ name: "cd" }))).status).toBe(201);
    yield* TestClock.adjust("899999 millis");
    expect(yield* tried).toEqual(locked);
    yield* TestClock.adjust("1 millis");
    expect(yield* tried).toMatchObject([201, {}]);
  }));

it.effect("a right password, or 15 minutes, make wrong ones forgotten", () =>
  Effect.gen(function* () {
    const { ask } = yield* identities();
    const fail = Effect.replicateEffect(ask(byPassword({ password: "wrong" })), 4);
    yield* fail;
    expect((yield* ask(byPassword())).status).toBe(201);
    yield* fail;
    expect((yield* ask(byPassword())).status).toBe(201);
    yield* fail;
    yield* TestClock.adjust("15 minutes");
    yield* fail;
    expect((yield* ask(byPassword())).status).toBe(201);
  }));

it.effect("a token ends by the clock, and with the others when they are revoked", () =>
  Effect.gen(function* () {
    const { emulator, ask, stop } = yield* identities({ tokenLifetime: "1 hour" });
    const first = yield* ask(byPassword());
    yield* TestClock.adjust("59 minutes");
    const second = yield* ask(byPassword());
    expect((yield* stop(first)).status).toBe(200);
    yield* TestClock.adjust("1 minute");
    expect((yield* stop(first)).json).toMatchObject({ error_code: "CC.00000003" });
    expect((yield* stop(second)).status).toBe(200);
    yield* emulator.revokeTokens;
    expect((yield* stop(second)).json).toMatchObject({ error_code: "APIGW.0307" });
    expect((yield* stop(yield* ask(byPassword()))).status).toBe(200);
  }));

it.effect("a token is for its project: not for another region's host, nor without a project", () =>
  Effect.gen(function* () {
    const { emulator, ask, taskId } = yield* identities();
    const answers = (scope: object, host: string) =>
      Effect.flatMap(ask(byPassword({ scope })), stopWith(emulator, taskId, host));
    const host = "codearts-check.cn-north-4.myhuaweicloud.com";
    const elsewhere = "codearts-check.cn-north-1.myhuaweicloud.com";
    const cases: ReadonlyArray<readonly [object, string, unknown]> = [
      [{ project: { name: "cn-north-4" } }, host, null],
      [{ project: { name: "cn-north-4_team" }, domain: { name: "acme" } }, host, null],
      [{ project: { name: "cn-north-4" } }, elsewhere, { error_code: "APIGW.0307" }],
      [{ project: { id: "0c9d5a24" } }, elsewhere, null],
      [{ domain: { name: "acme" } }, host, { error_code: "APIGW.0301" }],
      [{}, host, { error_code: "APIGW.0301" }],
    ];
    for (const [scope, at, expected] of cases) {
      const { json } = yield* answers(scope, at);
      expect([scope, json]).toEqual([
        scope,
        expected === null ? null : expect.objectContaining(expected),
      ]);
    }
    expect((yield* ask(byPassword({ scope: { domain: { name: "other" } } }))).status).toBe(403);
    expect((yield* ask(byPassword({ scope: { domain: { name: "acme" } } }))).json).toMatchObject({
      token: { domain: { name: "acme" } },
    });
  }));

it.effect("names of users are refused when they are taken or empty, and no password is told", () =>
  Effect.gen(function* () {
    const { emulator } = yield* identities();
    const made = { domain: "acme", name: "ci", password: Redacted.make("hush") };
    for (const more of [{}, { name: "" }, { domain: "" }]) {
      const error = yield* Effect.flip(emulator.createUser({ ...made, ...more }));
      expect(error.reason).toBe("InvalidName");
      expect(`${error} ${JSON.stringify(error)}`).not.toContain("hush");
    }
    expect(yield* emulator.createUser({ ...made, domain: "other" })).toMatchObject({ name: "ci" });
    const other: Emulator.Emulator = yield* Emulator.make();
    expect(yield* other.createUser(made)).toEqual({
      userId: expect.stringMatching(hex32),
      name: "ci",
      domainId: expect.stringMatching(hex32),
      domain: "acme",
    });
  }));
