import { describe, expect, it } from "@effect/vitest";
import * as ConfigError from "effect/ConfigError";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Redacted from "effect/Redacted";
import { firstOf, StaticToken, stopTask, TokenService, TokenUnavailable } from "../mod.ts";
import { clientOn, fakeFetch, json } from "./support/fetch.ts";
import { target, taskId } from "./support/program.ts";

const failing = (reason: string, retryable = false) =>
  Layer.succeed(
    TokenService,
    TokenService.of({
      authorize: () => Effect.fail(new TokenUnavailable({ reason, retryable })),
      renew: () => Effect.succeed(false),
    }),
  );

const unbuildable = Layer.effect(
  TokenService,
  Effect.fail(ConfigError.MissingData(["HW_AUTH_TOKEN"], "it is not set")),
);

const nothing: ReadonlyArray<Layer.Layer<TokenService>> = [];

const good = StaticToken.layer(Redacted.make("MIIGOOD"));

const stopWith = (
  tokens: Layer.Layer<TokenService>,
  answer: Parameters<typeof fakeFetch>[0] = () => json(200, null),
) => {
  const mine = fakeFetch(answer);
  return Effect.map(
    Effect.either(
      stopTask(taskId, target).pipe(Effect.provide(clientOn(mine.fetch)), Effect.provide(tokens)),
    ),
    (result) => ({ result, sent: mine.calls.map(({ headers }) => headers.get("x-auth-token")) }),
  );
};

describe("firstOf", () => {
  it.effect("takes the first that has a proof", () =>
    Effect.map(
      stopWith(firstOf(good, StaticToken.layer(Redacted.make("MIIOTHER")))),
      ({ sent }) => {
        expect(sent).toEqual(["MIIGOOD"]);
      },
    ));

  it.effect("passes over one that has no proof, and one that cannot be built", () =>
    Effect.map(stopWith(firstOf(unbuildable, failing("nobody is here"), good)), ({ sent }) => {
      expect(sent).toEqual(["MIIGOOD"]);
    }));

  it.effect("says why each failed when all did", () =>
    Effect.map(stopWith(firstOf(unbuildable, failing("nobody is here"))), ({ result, sent }) => {
      expect(sent).toEqual([]);
      expect(result).toMatchObject({ left: { _tag: "TokenUnavailable", retryable: false } });
      expect(JSON.stringify(result)).toMatch(/1\. .*it is not set.*2\. nobody is here/);
    }));

  it.effect("is worth another try when it is for one of them", () =>
    Effect.map(stopWith(firstOf(failing("no"), failing("IAM is down", true))), ({ result }) => {
      expect(result).toMatchObject({ left: { retryable: true } });
    }));

  it.effect("fails with TokenUnavailable when nothing was given", () =>
    Effect.map(stopWith(firstOf(...nothing)), ({ result }) => {
      expect(result).toMatchObject({ left: { _tag: "TokenUnavailable" } });
    }));

  it.effect("asks the one that gave the refused proof to renew it", () =>
    Effect.gen(function* () {
      const asked: Array<string> = [];
      const renewing = (name: string) =>
        Layer.succeed(
          TokenService,
          TokenService.of({
            authorize: StaticToken.make(Redacted.make(name)).authorize,
            renew: () => Effect.sync(() => asked.push(name) > 0),
          }),
        );
      yield* stopWith(
        firstOf(failing("not me"), renewing("MIISECOND"), renewing("MIITHIRD")),
        (n) => n === 0 ? json(401, { error_code: "CC.00000003", error_msg: "" }) : json(200, null),
      );
      expect(asked).toEqual(["MIISECOND"]);
    }));
});
