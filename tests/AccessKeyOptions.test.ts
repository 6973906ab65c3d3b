import * as HttpClientRequest from "@effect/platform/HttpClientRequest";
import { describe, expect, it } from "@effect/vitest";
import * as Config from "effect/Config";
import * as ConfigProvider from "effect/ConfigProvider";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { AccessKey, TokenService } from "../mod.ts";
import { permanent, secretKey, securityToken, stopWith, temporary } from "./support/accessKey.ts";
import { fakeFetch, json } from "./support/fetch.ts";

const { accessKey } = permanent;

const authorize = (request: HttpClientRequest.HttpClientRequest, options: AccessKey.Options) =>
  AccessKey.make(options).authorize(request);

describe("AccessKey, with options that cannot work,", () => {
  const given = (options: object): AccessKey.Options => ({ ...permanent, ...options });
  const cases: ReadonlyArray<readonly [string, AccessKey.Options, RegExp]> = [
    ["an empty accessKey", given({ accessKey: "" }), /accessKey is empty: expected .*credentials/],
    ["a comma", given({ accessKey: "a,b" }), /accessKey .* none has.*: expected/],
    ["a line break", given({ accessKey: "ab\n" }), /accessKey has a space or a line break around/],
    ["no accessKey", given({ accessKey: undefined }), /accessKey is missing/],
    ["a numeric accessKey", given({ accessKey: 5 }), /accessKey is no text/],
    ["an empty secretKey", given({ secretKey: Redacted.make("") }), /secretKey is empty/],
    ["a plain, bad secretKey", given({ secretKey: "hush hush" }), /secretKey .* none has/],
    ["no secretKey", given({ secretKey: undefined }), /secretKey is missing/],
    [
      "an empty token",
      given({ securityToken: Redacted.make("") }),
      /securityToken is empty.*leave/,
    ],
    ["a token of two lines", given({ securityToken: Redacted.make("a\r\nb") }), /securityToken/],
    ["a null token", given({ securityToken: null }), /securityToken is no text/],
    ["a bad projectId", given({ projectId: "a/b" }), /projectId .*: expected the project id/],
    ["a bad date", given({ expiresAt: new Date("x") }), /expiresAt is no date: expected new Date/],
    ["a text for a date", given({ expiresAt: "2030-01-01" }), /expiresAt is no date/],
    ["a number for a date", given({ expiresAt: 5 }), /expiresAt is no date/],
    ["no options at all", JSON.parse("null"), /accessKey is missing/],
  ];
  it.effect.each(cases)(
    "fails for %s before anything is sent",
    ([, options, reason]) =>
      Effect.gen(function* () {
        const mine = fakeFetch(() => json(200, null));
        const error = yield* Effect.flip(stopWith(options, mine.fetch));
        expect(error).toMatchObject({ _tag: "TokenUnavailable", retryable: false });
        expect(error.message).toMatch(reason);
        expect(error.message).not.toContain("hush hush");
        expect(mine.calls).toHaveLength(0);
      }),
  );

  it.effect("takes secrets that are not wrapped, as programs without types give them", () =>
    Effect.gen(function* () {
      const plain = given({ secretKey, securityToken });
      const request = HttpClientRequest.get("https://h/");
      const [one, other] = yield* Effect.all([
        authorize(request, plain),
        authorize(request, { ...permanent, securityToken: temporary.securityToken }),
      ]);
      expect(one.headers).toEqual(other.headers);
    }));
});

describe("AccessKey.layerConfig", () => {
  const load = (variables: Record<string, string>, options?: AccessKey.ConfigOptions) =>
    TokenService.pipe(
      Effect.flatMap((service) => service.authorize(HttpClientRequest.get("https://h/"))),
      Effect.map(({ headers }) => headers),
      Effect.provide(AccessKey.layerConfig(options)),
      Effect.withConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(variables)))),
    );
  const variables = { HUAWEICLOUD_SDK_AK: accessKey, HUAWEICLOUD_SDK_SK: secretKey };

  it.effect("reads the variables of the official SDKs", () =>
    Effect.gen(function* () {
      const headers = yield* load({
        ...variables,
        HUAWEICLOUD_SDK_SECURITY_TOKEN: securityToken,
        HUAWEICLOUD_SDK_PROJECT_ID: "p",
      });
      expect(headers).toMatchObject({ "x-security-token": securityToken, "x-project-id": "p" });
      expect(headers["authorization"]).toContain(`Access=${accessKey}, `);
    }));

  it.effect("takes an empty optional variable for none", () =>
    Effect.gen(function* () {
      const headers = yield* load({
        ...variables,
        HUAWEICLOUD_SDK_SECURITY_TOKEN: "",
        HUAWEICLOUD_SDK_PROJECT_ID: "",
      });
      expect(headers).not.toHaveProperty("x-security-token");
      expect(headers).not.toHaveProperty("x-project-id");
    }));

  it.effect("names the variable that is missing", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(load({ HUAWEICLOUD_SDK_AK: accessKey }));
      expect(String(error)).toContain("HUAWEICLOUD_SDK_SK");
      expect(String(error)).not.toContain("HUAWEICLOUD_SDK_AK");
    }));

  it.effect("reads other variables where it is told to", () =>
    Effect.gen(function* () {
      const headers = yield* load({ CLOUD_SDK_AK: "other", HUAWEICLOUD_SDK_SK: secretKey }, {
        accessKey: Config.string("CLOUD_SDK_AK"),
        expiresAt: Config.succeed(new Date(1)),
      });
      expect(headers["authorization"]).toContain("Access=other, ");
    }));

  it.effect("turns the exception of a variable that may not be read into a ConfigError", () =>
    Effect.gen(function* () {
      const denied = Config.suspend((): Config.Config<string> => {
        throw new Error("NotCapable: Requires env access");
      });
      const error = yield* Effect.flip(load({}, { accessKey: denied }));
      expect(String(error)).toContain("Requires env access");
    }));
});
