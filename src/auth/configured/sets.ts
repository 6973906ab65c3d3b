/**
 * The sets of variables that people already have, in the order in which they are looked for.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import type { TokenService } from "../../TokenService.ts";
import * as AccessKey from "../AccessKey.ts";
import * as IamPassword from "../IamPassword.ts";
import * as StaticToken from "../StaticToken.ts";

/** The variables that are set, and not empty. */
export type Variables = Readonly<Record<string, Redacted.Redacted<string> | undefined>>;

/** A set of variables that proves an identity when all that it needs are there. */
export interface CredentialSet {
  /** What it is needed for, any of the names; all must be there. */
  readonly needs: ReadonlyArray<ReadonlyArray<string>>;
  /** The names among them that nobody sets for another purpose: one without the rest is a mistake. */
  readonly tells: ReadonlyArray<string>;
  readonly make: (variables: Variables) => Effect.Effect<TokenService, never, HttpClient>;
}

const none = Redacted.make("");

const secret = (variables: Variables, ...names: ReadonlyArray<string>): Redacted.Redacted<string> =>
  names.map((name) => variables[name]).find((value) => value !== undefined) ?? none;

const text = (variables: Variables, ...names: ReadonlyArray<string>): string =>
  Redacted.value(secret(variables, ...names));

const accessKey = (
  ak: string,
  sk: string,
  securityToken?: string,
  projectId?: string,
): CredentialSet => ({
  needs: [[ak], [sk]],
  tells: [ak, sk],
  make: (variables) =>
    Effect.succeed(AccessKey.make({
      accessKey: text(variables, ak),
      secretKey: secret(variables, sk),
      ...(securityToken !== undefined && { securityToken: variables[securityToken] }),
      ...(projectId !== undefined && variables[projectId] !== undefined &&
        { projectId: text(variables, projectId) }),
    })),
});

/** Where IAM is, for the set that calls it. */
export const iamEndpoint = "HUAWEICLOUD_SDK_IAM_ENDPOINT";

/**
 * The official SDKs', the documentation's samples', and the Terraform provider's names; the first
 * complete set is used.
 */
export const sets: ReadonlyArray<CredentialSet> = [
  accessKey(
    "HUAWEICLOUD_SDK_AK",
    "HUAWEICLOUD_SDK_SK",
    "HUAWEICLOUD_SDK_SECURITY_TOKEN",
    "HUAWEICLOUD_SDK_PROJECT_ID",
  ),
  accessKey("CLOUD_SDK_AK", "CLOUD_SDK_SK"),
  accessKey("HW_ACCESS_KEY", "HW_SECRET_KEY", "HW_SECURITY_TOKEN", "HW_PROJECT_ID"),
  {
    needs: [["HW_AUTH_TOKEN"]],
    tells: ["HW_AUTH_TOKEN"],
    make: (variables) => Effect.succeed(StaticToken.make(secret(variables, "HW_AUTH_TOKEN"))),
  },
  {
    // The project of a region is named like the region.
    needs: [["HW_DOMAIN_NAME"], ["HW_USER_NAME"], ["HW_USER_PASSWORD"], [
      "HW_PROJECT_NAME",
      "HW_REGION_NAME",
    ]],
    tells: ["HW_USER_NAME", "HW_USER_PASSWORD"],
    make: (variables) =>
      IamPassword.make({
        domain: text(variables, "HW_DOMAIN_NAME"),
        user: text(variables, "HW_USER_NAME"),
        password: secret(variables, "HW_USER_PASSWORD"),
        project: text(variables, "HW_PROJECT_NAME", "HW_REGION_NAME"),
        ...(variables[iamEndpoint] !== undefined && { endpoint: text(variables, iamEndpoint) }),
      }),
  },
];

/** Every variable that any set may read. */
export const names: ReadonlyArray<string> = [
  ...sets.flatMap(({ needs }) => needs.flat()),
  "HUAWEICLOUD_SDK_SECURITY_TOKEN",
  "HUAWEICLOUD_SDK_PROJECT_ID",
  "HW_SECURITY_TOKEN",
  "HW_PROJECT_ID",
  iamEndpoint,
];
