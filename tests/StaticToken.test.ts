import { describe, expect, it } from "@effect/vitest";
import * as ConfigProvider from "effect/ConfigProvider";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { inspect } from "node:util";
import { StaticToken, TokenService } from "../mod.ts";
import { withoutBody } from "../src/http/request.ts";

const request = withoutBody("POST", "https://check.example/");

const proofOf = (token: string) =>
  Effect.map(
    Effect.either(StaticToken.make(Redacted.make(token)).authorize(request)),
    (result) => result._tag === "Right" ? result.right.headers["x-auth-token"] : result.left._tag,
  );

describe("StaticToken", () => {
  it.effect("sends its token, up to 100,000 characters", () =>
    Effect.gen(function* () {
      for (const token of ["x", "MII+/=_-.~", "x".repeat(100_000)]) {
        expect(yield* proofOf(token)).toBe(token);
      }
    }));

  it.effect("has no proof where the token is none, or could break the header", () =>
    Effect.gen(function* () {
      for (const token of ["", "a b", "a\r\nx: y", "ключ", "a\u0000", "x".repeat(100_001)]) {
        expect(yield* proofOf(token)).toBe("TokenUnavailable");
      }
    }));

  it.effect("reads HW_AUTH_TOKEN from the configuration", () =>
    Effect.gen(function* () {
      const authorized = yield* Effect.flatMap(TokenService, (it) => it.authorize(request)).pipe(
        Effect.provide(StaticToken.layerConfig()),
        Effect.withConfigProvider(ConfigProvider.fromMap(new Map([["HW_AUTH_TOKEN", "MII"]]))),
      );
      expect(authorized.headers["x-auth-token"]).toBe("MII");
    }));

  it("shows no token", () => {
    const service = StaticToken.make(Redacted.make("MIITOKENMIITOKEN"));
    expect(inspect(service, { depth: 9, showHidden: true })).not.toContain("MIITOKEN");
  });
});
