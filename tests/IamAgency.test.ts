import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { IamAgency, StaticToken } from "../mod.ts";
import { type Cloud, makeCloud, optionsFor, stopWith, tokenOf } from "./support/cloud.ts";
import { json } from "./support/fetch.ts";

const agencyOf = (cloud: Cloud, more: Partial<IamAgency.Options> = {}) =>
  Effect.provide(
    IamAgency.make({
      agency: "checks",
      domain: "their-account",
      project: "cn-north-4",
      endpoint: "https://iam.example",
      base: optionsFor(cloud),
      ...more,
    }),
    cloud.client,
  );

const identities = (cloud: Cloud) =>
  cloud.asked.map(({ body }) => JSON.parse(body).auth.identity.methods[0]);

describe("IamAgency", () => {
  it.effect("asks for the agency's token with the token of who acts", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      yield* stopWith(cloud, yield* agencyOf(cloud));
      const [, asked] = cloud.asked;
      expect(asked?.headers.get("x-auth-token")).toBe(cloud.issued[0]);
      expect(JSON.parse(asked?.body ?? "")).toEqual({
        auth: {
          identity: {
            methods: ["assume_role"],
            assume_role: { agency_name: "checks", domain_name: "their-account" },
          },
          scope: { project: { name: "cn-north-4" } },
        },
      });
      expect(cloud.stopped).toEqual([cloud.issued[1]]);
    }));

  it.effect("names the account by its id", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      yield* tokenOf(yield* agencyOf(cloud, { domain: { id: "d1" } }));
      expect(JSON.parse(cloud.asked[1]?.body ?? "").auth.identity.assume_role)
        .toEqual({ agency_name: "checks", domain_id: "d1" });
    }));

  it.effect("is found again by the same options, and no other is", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      yield* tokenOf(yield* agencyOf(cloud));
      yield* tokenOf(yield* agencyOf(cloud));
      expect(identities(cloud)).toEqual(["password", "assume_role"]);
      yield* tokenOf(yield* agencyOf(cloud, { agency: "others" }));
      expect(identities(cloud)).toEqual(["password", "assume_role", "assume_role"]);
    }));

  it.effect("takes any other service for who acts, and finds the token by it", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const base = StaticToken.make(Redacted.make("MIISTATIC"));
      yield* tokenOf(yield* agencyOf(cloud, { base }));
      yield* tokenOf(yield* agencyOf(cloud, { base }));
      expect(cloud.asked.map(({ headers }) => headers.get("x-auth-token"))).toEqual(["MIISTATIC"]);
      yield* tokenOf(
        yield* agencyOf(cloud, { base: StaticToken.make(Redacted.make("MIISTATIC")) }),
      );
      expect(cloud.asked).toHaveLength(2);
    }));

  it.effect("renews the token of who acts when IAM refuses it, and asks once more", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const service = yield* agencyOf(cloud);
      cloud.instead = ({ headers }) =>
        headers.get("x-auth-token") === cloud.issued[0]
          ? json(401, { error: { code: 401, message: "The X-Auth-Token is invalid!" } })
          : undefined;
      yield* stopWith(cloud, service);
      expect(identities(cloud)).toEqual(["password", "assume_role", "password", "assume_role"]);
      expect(cloud.asked[3]?.headers.get("x-auth-token")).toBe(cloud.issued[1]);
    }));

  it.effect("says what is missing when IAM refuses", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const base = StaticToken.make(Redacted.make("MIISTATIC"));
      cloud.instead = () =>
        json(403, { error: { code: 403, message: "You have no right to do this action" } });
      const service = yield* agencyOf(cloud, { base });
      const error = yield* Effect.flip(tokenOf(service));
      expect(error.message).toContain("You have no right to do this action. Grant Agent Operator");
      yield* Effect.flip(tokenOf(service));
      expect(cloud.asked).toHaveLength(1);
    }));

  it.effect("fails as who acts fails, and sends nothing for a bad option", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const wrong = { ...optionsFor(cloud), password: Redacted.make("wrong") };
      const error = yield* Effect.flip(tokenOf(yield* agencyOf(cloud, { base: wrong })));
      expect(error).toMatchObject({ _tag: "TokenUnavailable", retryable: false });
      expect(identities(cloud)).toEqual(["password"]);
      for (
        const [more, problem] of [
          [{ agency: "" }, "the option agency is empty"],
          [{ domain: JSON.parse("{}") }, "the option domain is missing"],
          [{ base: JSON.parse("{}") }, "base: the option domain is missing"],
          [{ base: JSON.parse("null") }, "the option base is missing"],
        ] as const
      ) {
        const bad = yield* Effect.flip(tokenOf(yield* agencyOf(cloud, more)));
        expect(bad.message).toContain(problem);
      }
      expect(cloud.asked).toHaveLength(1);
    }));
});
