import { describe, expect, it } from "@effect/vitest";
import * as ConfigProvider from "effect/ConfigProvider";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/TestClock";
import { IamPassword, TokenService } from "../mod.ts";
import { iamEndpointOf } from "../src/auth/iam/endpoint.ts";
import { day, makeCloud, optionsFor, serviceFor, tokenOf } from "./support/cloud.ts";
import { clientOn } from "./support/fetch.ts";

const layerOf = (service: Effect.Effect<TokenService>) => Layer.effect(TokenService, service);

const authOf = (body: string | undefined): unknown => JSON.parse(body ?? "{}").auth;

describe("IamPassword", () => {
  it.effect("asks for a token as IAM's documentation has it", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      yield* tokenOf(yield* serviceFor(cloud));
      const [asked] = cloud.asked;
      expect(asked?.url).toBe("https://iam.example/v3/auth/tokens?nocatalog=true");
      expect(Object.fromEntries(asked?.headers ?? [])).toEqual({
        accept: "application/json",
        "content-type": "application/json;charset=utf8",
      });
      expect(authOf(asked?.body)).toEqual({
        identity: {
          methods: ["password"],
          password: {
            user: { name: cloud.user, password: cloud.password, domain: { name: "account" } },
          },
        },
        scope: { project: { name: "cn-north-4" } },
      });
    }));

  it.effect("does so on the stock client too", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const service = yield* Effect.provide(
        IamPassword.make(optionsFor(cloud)),
        clientOn(cloud.fetch),
      );
      expect(yield* tokenOf(service)).toBe(cloud.issued[0]);
    }));

  it.effect("scopes the token to a project by its id", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      yield* tokenOf(yield* serviceFor(cloud, { project: { id: "0bcc05" } }));
      expect(authOf(cloud.asked[0]?.body)).toMatchObject({ scope: { project: { id: "0bcc05" } } });
    }));

  it.effect("sends the second factor, and asks an effect for it each time", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      let code = 100_000;
      const passcode = Effect.sync(() => Redacted.make(String(++code)));
      const service = yield* serviceFor(cloud, { totp: { userId: "u1", passcode } });
      yield* tokenOf(service);
      yield* TestClock.adjust(day);
      yield* tokenOf(service);
      expect(cloud.asked.map(({ body }) => authOf(body))).toMatchObject(
        ["100001", "100002"].map((passcode) => ({
          identity: {
            methods: ["password", "totp"],
            totp: { user: { id: "u1", passcode } },
          },
        })),
      );
    }));

  it.effect("finds no token of another second factor, password, project or endpoint", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const totp = { userId: "u1", passcode: Redacted.make("123456") };
      const asks = Effect.succeed(totp.passcode);
      const different: ReadonlyArray<Partial<IamPassword.Options>> = [
        {},
        { domain: "another" },
        { project: "cn-north-1" },
        { project: { id: "cn-north-4" } },
        { endpoint: "https://iam.example/path" },
        { totp },
        { totp: { ...totp, userId: "u2" } },
        { totp: { ...totp, passcode: Redacted.make("654321") } },
        { totp: { ...totp, passcode: asks } },
        { totp: { ...totp, passcode: Effect.succeed(totp.passcode) } },
      ];
      for (const more of [...different, ...different.slice(0, 9)]) {
        yield* tokenOf(yield* serviceFor(cloud, more));
      }
      expect(cloud.asked).toHaveLength(different.length);
    }));

  it.effect("takes its options from the environment", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const service = yield* Effect.provide(
        TokenService,
        IamPassword.layerConfig({ token: { memory: "service" } }),
      ).pipe(
        Effect.provide(cloud.client),
        Effect.withConfigProvider(ConfigProvider.fromMap(
          new Map([
            ["HW_DOMAIN_NAME", "account"],
            ["HW_USER_NAME", "somebody"],
            ["HW_USER_PASSWORD", cloud.password],
            ["HW_PROJECT_NAME", "ap-southeast-3"],
          ]),
        )),
      );
      yield* tokenOf(service);
      expect(cloud.asked[0]?.url).toContain("https://iam.ap-southeast-3.myhuaweicloud.com/v3/");
      expect(cloud.asked[0]?.body).toContain("somebody");
    }));

  it.effect("fails with a ConfigError when a variable is missing", () =>
    Effect.gen(function* () {
      const error = yield* Effect.provide(TokenService, IamPassword.layerConfig()).pipe(
        Effect.provide(makeCloud().client),
        Effect.withConfigProvider(ConfigProvider.fromMap(new Map())),
        Effect.flip,
      );
      expect(String(error)).toContain("HW_DOMAIN_NAME");
    }));
});

describe("the endpoint of IAM", () => {
  it.each([
    ["cn-north-4", "https://iam.cn-north-4.myhuaweicloud.com"],
    ["cn-north-4_checks", "https://iam.cn-north-4.myhuaweicloud.com"],
    ["eu-west-101", "https://iam.eu-west-101.myhuaweicloud.eu"],
    ["evil.example/", "https://iam.myhuaweicloud.com"],
    [undefined, "https://iam.myhuaweicloud.com"],
  ])("of the project %s is %s", (project, endpoint) => {
    expect(iamEndpointOf(project)).toBe(endpoint);
  });
});

describe("IamPassword with an option that cannot work", () => {
  const bad: ReadonlyArray<readonly [string, string]> = [
    ["{}", "the option domain is missing"],
    [`{"domain":"d","user":" "}`, "the option user is empty"],
    [`{"domain":"d","user":"u","password":""}`, "the option password is empty"],
    [`{"domain":"d","user":"u","password":"p"}`, "the option project is missing"],
    [`{"domain":"d","user":"u","password":"p","project":{}}`, "the option project is missing"],
    [
      `{"domain":"d","user":"u","password":"p","project":"x","endpoint":"http://iam.example"}`,
      "over https only",
    ],
    [
      `{"domain":"d","user":"u","password":"p","project":"x","timeout":"soon"}`,
      "the option timeout is no duration (soon)",
    ],
    ["null", "the option domain is missing"],
  ];
  for (const [options, problem] of bad) {
    it.effect(`fails and sends nothing: ${problem}`, () =>
      Effect.gen(function* () {
        const cloud = makeCloud();
        const service = yield* Effect.provide(IamPassword.make(JSON.parse(options)), cloud.client);
        const error = yield* Effect.flip(tokenOf(service));
        expect(error).toMatchObject({ _tag: "TokenUnavailable", retryable: false });
        expect(error.message).toContain(problem);
        expect(cloud.asked).toEqual([]);
      }));
  }

  it.effect("takes http to a loopback address", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      yield* tokenOf(yield* serviceFor(cloud, { endpoint: "http://127.0.0.1:8080/" }));
      expect(cloud.asked[0]?.url).toContain("http://127.0.0.1:8080/v3/auth/tokens");
    }));
});

it.effect("IamPassword.layer is a layer of the service", () =>
  Effect.gen(function* () {
    const cloud = makeCloud();
    const layer = IamPassword.layer(optionsFor(cloud)).pipe(
      Layer.provide(Layer.succeedContext(cloud.client)),
    );
    const same = layerOf(serviceFor(cloud));
    for (const one of [layer, same]) {
      expect(yield* Effect.provide(Effect.flatMap(TokenService, tokenOf), one))
        .toBe(cloud.issued[0]);
    }
  }));
