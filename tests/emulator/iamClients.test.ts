import { inspect } from "node:util";
import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as FastCheck from "effect/FastCheck";
import * as Fiber from "effect/Fiber";
import * as Layer from "effect/Layer";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/TestClock";
import { AccessKey, IamAgency, IamPassword, stopTask, type TokenService } from "../../mod.ts";
import * as Emulator from "../../src/emulator/Emulator.ts";
import { clientOn } from "../support/fetch.ts";
import { askWith, byAgency, byPassword, identities, password, user } from "./identity.ts";

const { Fault } = Emulator;
const region = { region: "cn-north-4" } as const;
const options: IamPassword.Options = {
  domain: user.domain,
  user: user.name,
  password: user.password,
  project: "cn-north-4",
  memory: "service",
};

const withClient = (emulator: Emulator.Emulator) => Effect.provide(clientOn(emulator.fetch));

it.live("a stop on IamPassword.layer renews a revoked token by itself", () =>
  Effect.gen(function* () {
    const { emulator, taskId } = yield* identities();
    const layer = Layer.provideMerge(IamPassword.layer(options), clientOn(emulator.fetch));
    yield* Effect.gen(function* () {
      yield* stopTask(taskId, region);
      yield* emulator.startRun(taskId);
      yield* emulator.revokeTokens;
      yield* stopTask(taskId, region);
    }).pipe(Effect.provide(layer));
    const requests = yield* emulator.requests;
    expect(requests.map(({ operation, status }) => `${operation} ${status}`)).toEqual([
      "token 201",
      "stop 200",
      "stop 401",
      "token 201",
      "stop 200",
    ]);
    expect(requests[0]?.host).toBe("iam.cn-north-4.myhuaweicloud.com");
    const shown = [emulator, requests, yield* emulator.tasks]
      .flatMap((value) => [inspect(value, { depth: 20, showHidden: true }), JSON.stringify(value)]);
    expect(shown.join("\n")).not.toContain(password.slice(0, 12));
  }));

it.live("a user who is locked out is told so", () =>
  Effect.gen(function* () {
    const { ask, emulator, taskId } = yield* identities();
    yield* Effect.replicateEffect(ask(byPassword({ password: "wrong" })), 5);
    const error = yield* stopTask(taskId, region).pipe(
      Effect.provide(IamPassword.layer(options)),
      Effect.flip,
      withClient(emulator),
    );
    expect(error.message).toContain("IAM.0061");
  }));

describe("an agency", () => {
  const role = { agency_name: "checks", domain_name: "partner" };

  const agencies = Effect.gen(function* () {
    const made = yield* identities({}, { agentOperator: true });
    const { emulator } = made;
    yield* emulator.createAgency({ domain: "partner", name: "checks", trusts: "acme" });
    yield* emulator.createUser({ ...user, name: "weak" });
    yield* emulator.createUser({ ...user, domain: "far", agentOperator: true });
    const tokenOf = (more: object) =>
      Effect.map(
        made.ask(byPassword(more)),
        ({ headers }) => headers.get("x-subject-token") ?? "",
      );
    return { ...made, tokenOf };
  });

  it.live("is acted for by a user, a token or an access key", () =>
    Effect.gen(function* () {
      const { emulator, taskId } = yield* agencies;
      const key = AccessKey.make(yield* emulator.issueAccessKey());
      const bases: ReadonlyArray<IamPassword.Options | TokenService> = [options, key];
      for (const base of bases) {
        yield* stopTask(taskId, region).pipe(
          Effect.provide(IamAgency.layer({
            agency: "checks",
            domain: "partner",
            project: "cn-north-4",
            memory: "service",
            base,
          })),
          withClient(emulator),
        );
      }
      const token = Redacted.value(yield* emulator.issueToken());
      const reply = yield* askWith(emulator)(byAgency(role), { proof: token });
      expect(reply.json).toMatchObject({
        token: { methods: ["assume_role"], user: { name: "partner/checks" } },
      });
    }));

  it.effect("refuses a bad token, who has no right, and is not there", () =>
    Effect.gen(function* () {
      const { ask, emulator, tokenOf } = yield* agencies;
      const proof = yield* tokenOf({});
      const said = (body: object, proof?: string) =>
        Effect.map(
          ask(body, proof === undefined ? {} : { proof }),
          ({ json, status }) => [status, json],
        );
      const error = (code: number, message: string, title: string) => [
        code,
        { error: { code, message, title } },
      ];
      const noRight = error(403, "You have no right to do this action", "Forbidden");
      const badToken = error(401, "The X-Auth-Token is invalid!", "Unauthorized");
      expect(yield* said(byAgency(role), proof)).toMatchObject([201, {
        token: { assumed_by: { user: { name: "ci", domain: { name: "acme" } } } },
      }]);
      expect(yield* said(byAgency(role))).toEqual(badToken);
      expect(yield* said(byAgency(role), "wrong")).toEqual(badToken);
      expect(yield* said(byAgency(role), yield* tokenOf({ name: "weak" }))).toEqual(noRight);
      expect(yield* said(byAgency(role), yield* tokenOf({ domain: "far" }))).toEqual(noRight);
      expect(yield* said(byAgency({ ...role, agency_name: "none" }), proof)).toMatchObject([
        404,
        {},
      ]);
      expect(yield* said(byAgency({ ...role, domain_name: "acme" }), proof)).toMatchObject([
        404,
        {},
      ]);
      yield* emulator.revokeTokens;
      expect(yield* said(byAgency(role), proof)).toEqual(badToken);
      const again = { domain: "partner", name: "checks", trusts: "acme" };
      expect((yield* Effect.flip(emulator.createAgency(again))).reason).toBe("InvalidName");
    }));
});

it.effect("faults meet requests for a token in IAM's own words, and no other request", () =>
  Effect.gen(function* () {
    const { ask, emulator, stop } = yield* identities();
    const good = yield* ask(byPassword());
    yield* emulator.faultNext(1, Fault.Throttled({ retryAfter: 7 }), "token");
    for (const status of [500, 502, 503, 504] as const) {
      yield* emulator.faultNext(1, Fault.Unavailable({ status }), "token");
    }
    yield* emulator.faultNext(1, Fault.Unavailable({ status: 503, body: "html" }), "token");
    expect((yield* stop(good)).status).toBe(200);
    const throttled = yield* ask(byPassword());
    expect([throttled.status, throttled.headers.get("retry-after"), throttled.json]).toEqual([
      429,
      "7",
      { error_code: "IAM.0012", error_msg: expect.stringMatching(/\d+ times per \d+ seconds/) },
    ]);
    const outages = yield* Effect.replicateEffect(ask("{"), 5);
    expect(outages.map(({ json, status }) => [status, json])).toMatchObject([
      [500, { error_code: "IAM.0006" }],
      [502, { error_code: "APIGW.0201" }],
      [503, { error: { code: 503, title: "Service Unavailable" } }],
      [504, { error_code: "APIGW.0201" }],
      [503, undefined],
    ]);
    expect((yield* ask(byPassword())).status).toBe(201);
  }));

it.effect("a token can come late, or break off", () =>
  Effect.gen(function* () {
    const { ask, emulator } = yield* identities();
    yield* emulator.faultNext(1, Fault.Slow({ delay: "5 seconds" }), "token");
    const fiber = yield* Effect.fork(ask(byPassword()));
    yield* TestClock.adjust("4999 millis");
    expect(fiber.unsafePoll()).toBeNull();
    yield* TestClock.adjust("1 millis");
    expect((yield* Fiber.join(fiber)).status).toBe(201);
    yield* emulator.faultNext(1, Fault.Cut(), "token");
    const cut = yield* Effect.promise(() =>
      emulator.fetch("https://iam.example/v3/auth/tokens", {
        method: "POST",
        body: JSON.stringify(byPassword()),
      })
    );
    expect(cut.status).toBe(201);
    yield* Effect.promise(() => expect(cut.text()).rejects.toThrow());
  }));

it.live("whatever the body, IAM answers with a token or a 4xx", () =>
  Effect.gen(function* () {
    const { ask } = yield* identities();
    const part = FastCheck.oneof(FastCheck.jsonValue(), FastCheck.constantFrom("ci", "acme", ""));
    const named = FastCheck.record({ id: part, name: part }, { requiredKeys: [] });
    const body = FastCheck.record({
      auth: FastCheck.oneof(
        part,
        FastCheck.record({
          identity: FastCheck.record({
            methods: FastCheck.oneof(
              part,
              FastCheck.subarray(["password", "totp", "assume_role"]),
            ),
            password: FastCheck.record({
              user: FastCheck.record({ name: part, password: part, domain: named }),
            }),
            totp: FastCheck.record({ user: FastCheck.record({ id: part, passcode: part }) }),
            assume_role: FastCheck.record({ agency_name: part, domain_name: part }),
          }, { requiredKeys: [] }),
          scope: FastCheck.record({ project: named, domain: named }, { requiredKeys: [] }),
        }, { requiredKeys: [] }),
      ),
    });
    yield* Effect.promise(() =>
      FastCheck.assert(
        FastCheck.asyncProperty(FastCheck.oneof(FastCheck.jsonValue(), body), async (sent) => {
          const { headers, json, status } = await Effect.runPromise(ask(JSON.stringify(sent)));
          expect([201, 400, 401, 403, 404]).toContain(status);
          expect(headers.has("x-subject-token")).toBe(status === 201);
          expect(json).toBeTypeOf("object");
        }),
        { numRuns: 1000 },
      )
    );
  }));
