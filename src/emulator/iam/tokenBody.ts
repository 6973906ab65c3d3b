/**
 * What IAM says about a token that it issues.
 *
 * @module
 */
import type * as Token from "../Token.ts";
import type { User } from "./Directory.ts";

/** Who the token is for. */
export interface Subject extends User {
  readonly methods: ReadonlyArray<string>;
  /** Who acts for an agency, if a user does. */
  readonly by: Token.Owner | undefined;
}

/** A moment as IAM writes it: in UTC, with microseconds. */
export const microseconds = (millis: number): string =>
  new Date(Math.min(Math.max(millis, -8.64e15), 8.64e15)).toISOString().replace("Z", "000Z");

const catalog = [{
  endpoints: [{
    id: "33e1cbdd86d34e89a63cf8ad16a5f49f",
    interface: "public",
    region: "*",
    region_id: "*",
    url: "https://iam.myhuaweicloud.com/v3.0",
  }],
  id: "100a6a3477f1495286579b819d399e36",
  name: "iam",
  type: "iam",
}];

const roles = [{ id: "0", name: "te_admin" }];

/** The body of a 201. */
export const tokenBody = (
  { userId, name, domainId, domain, methods, by }: Subject,
  scope: Token.Scope,
  { issuedAt, expiresAt, ...more }: {
    readonly issuedAt: string;
    readonly expiresAt: string;
    readonly catalog: boolean;
  },
): unknown => {
  const account = { id: domainId, name: domain };
  return {
    token: {
      expires_at: expiresAt,
      issued_at: issuedAt,
      methods,
      ...(methods.includes("totp") && { mfa_authn_at: issuedAt }),
      ...(more.catalog && { catalog }),
      ...(scope._tag === "Project"
        ? { project: { domain: account, id: scope.id, name: scope.name ?? scope.id } }
        : { domain: account }),
      roles,
      user: { domain: account, id: userId, name, password_expires_at: "" },
      ...(by !== undefined && {
        assumed_by: { user: { domain: { name: by.domain }, name: by.name } },
      }),
    },
  };
};
