import * as HttpClientRequest from "@effect/platform/HttpClientRequest";
import { describe, expect, it } from "@effect/vitest";
import * as ConfigProvider from "effect/ConfigProvider";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Logger from "effect/Logger";
import * as LogLevel from "effect/LogLevel";
import { ConfiguredToken, stopTask, TokenService } from "../mod.ts";
import { clientOn, fakeFetch, json } from "./support/fetch.ts";
import { target, taskId } from "./support/program.ts";

type Env = Readonly<Record<string, string>>;

const layerOf = (env: Env) =>
  Layer.provide(
    ConfiguredToken.layer,
    Layer.merge(
      Layer.setConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(env)))),
      clientOn(fakeFetch(() => json(500, {})).fetch),
    ),
  );

/** The proof headers of a request that the service of this environment authorized. */
const proofOf = (env: Env) =>
  Effect.gen(function* () {
    const tokens = yield* TokenService;
    const { headers } = yield* tokens.authorize(HttpClientRequest.post("https://check.example/"));
    return headers;
  }).pipe(Effect.provide(layerOf(env)));

const failureOf = (env: Env) => Effect.map(Effect.flip(proofOf(env)), String);

const sdk = { HUAWEICLOUD_SDK_AK: "AKSDK", HUAWEICLOUD_SDK_SK: "sk-of-the-sdk" };
const samples = { CLOUD_SDK_AK: "AKSAMPLE", CLOUD_SDK_SK: "sk-of-the-samples" };
const terraform = { HW_ACCESS_KEY: "AKTERRAFORM", HW_SECRET_KEY: "sk-of-terraform" };
const password = {
  HW_DOMAIN_NAME: "account",
  HW_USER_NAME: "user",
  HW_USER_PASSWORD: "pass-word-1",
  HW_PROJECT_NAME: "cn-north-4",
};

describe("ConfiguredToken", () => {
  for (
    const [name, env, ak] of [
      ["the SDKs' names", sdk, "AKSDK"],
      ["the samples' names", samples, "AKSAMPLE"],
      ["the Terraform provider's names", terraform, "AKTERRAFORM"],
    ] as const
  ) {
    it.effect(`signs with an access key under ${name}`, () =>
      Effect.map(proofOf(env), (headers) => {
        expect(headers["authorization"]).toContain(`Access=${ak},`);
      }));
  }

  it.effect("sends the security token and the project id that belong to an access key", () =>
    Effect.map(
      proofOf({ ...terraform, HW_SECURITY_TOKEN: "security", HW_PROJECT_ID: "project1" }),
      (headers) => {
        expect(headers["x-security-token"]).toBe("security");
        expect(headers["x-project-id"]).toBe("project1");
      },
    ));

  it.effect("does not mix the security token of one set into another", () =>
    Effect.map(proofOf({ ...sdk, HW_SECURITY_TOKEN: "security" }), (headers) => {
      expect(headers["x-security-token"]).toBeUndefined();
    }));

  it.effect("sends a token from HW_AUTH_TOKEN", () =>
    Effect.map(proofOf({ HW_AUTH_TOKEN: "MIITOKEN" }), (headers) => {
      expect(headers["x-auth-token"]).toBe("MIITOKEN");
    }));

  it.effect("asks IAM with a password, at the endpoint that is configured", () =>
    Effect.gen(function* () {
      const mine = fakeFetch((_, call) =>
        call.url.startsWith("https://iam.example/")
          ? new Response(
            JSON.stringify({
              token: {
                issued_at: "1970-01-01T00:00:00.000000Z",
                expires_at: "1970-01-02T00:00:00.000000Z",
              },
            }),
            { status: 201, headers: { "x-subject-token": "MIIFROMIAM" } },
          )
          : json(200, null)
      );
      const env = { ...password, HUAWEICLOUD_SDK_IAM_ENDPOINT: "https://iam.example" };
      yield* stopTask(taskId, target).pipe(
        Effect.provide(Layer.provideMerge(
          ConfiguredToken.layer,
          Layer.merge(
            Layer.setConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(env)))),
            clientOn(mine.fetch),
          ),
        )),
      );
      expect(mine.calls.map(({ headers }) => headers.get("x-auth-token"))).toEqual([
        null,
        "MIIFROMIAM",
      ]);
    }));

  it.effect("takes the region for the project where no project is named", () =>
    Effect.gen(function* () {
      const { HW_PROJECT_NAME: region, ...rest } = password;
      const reason = yield* failureOf({ ...rest, HW_REGION_NAME: region });
      // It got as far as to ask IAM, which the fake does not have.
      expect(reason).toContain("TokenUnavailable");
    }));

  it.effect("uses the first of two complete sets, and says so in a debug log", () =>
    Effect.gen(function* () {
      const lines: Array<string> = [];
      const logger = Logger.make(({ message }) => void lines.push(String(message)));
      const headers = yield* proofOf({ ...terraform, HW_AUTH_TOKEN: "MIITOKEN" }).pipe(
        Logger.withMinimumLogLevel(LogLevel.Debug),
        Effect.provide(Logger.replace(Logger.defaultLogger, logger)),
      );
      expect(headers["authorization"]).toContain("Access=AKTERRAFORM,");
      expect(lines).toEqual([
        "Credentials are set more than once: HW_ACCESS_KEY and HW_SECRET_KEY are used, HW_AUTH_TOKEN are not.",
      ]);
    }));

  it.effect("names what is missing of a half-set pair", () =>
    Effect.map(failureOf({ HW_ACCESS_KEY: "AK", HW_AUTH_TOKEN: "MIITOKEN" }), (reason) => {
      expect(reason).toContain("HW_ACCESS_KEY is set without HW_SECRET_KEY");
    }));

  it.effect("passes over a half-set pair that comes after a complete set", () =>
    Effect.map(proofOf({ ...sdk, HW_USER_NAME: "user" }), (headers) => {
      expect(headers["authorization"]).toContain("Access=AKSDK,");
    }));

  it.effect("takes an empty variable for one that is not set", () =>
    Effect.map(failureOf({ HUAWEICLOUD_SDK_AK: "", HUAWEICLOUD_SDK_SK: "" }), (reason) => {
      expect(reason).toContain("No credentials: set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK");
    }));

  it.effect("fails with a ConfigError where the environment may not be read", () =>
    Effect.gen(function* () {
      const forbidden = ConfigProvider.make({
        load: () => Effect.die(new Error("NotCapable: Requires env access")),
        flattened: ConfigProvider.fromMap(new Map()).flattened,
      });
      const error = yield* ConfiguredToken.make.pipe(
        Effect.withConfigProvider(forbidden),
        Effect.provide(clientOn(fakeFetch(() => json(500, {})).fetch)),
        Effect.flip,
      );
      expect(String(error)).toContain("Requires env access");
    }));

  it.effect("shows no secret in an error", () =>
    Effect.map(failureOf({ HW_SECRET_KEY: "sk-of-terraform" }), (reason) => {
      expect(reason).not.toContain("sk-of-terraform");
    }));
});
