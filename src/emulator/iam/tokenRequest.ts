/**
 * What a request for a token says: IAM API Reference, "Obtaining a User Token Through Password
 * Authentication", the same with virtual MFA, and "Obtaining an Agency Token".
 *
 * @module
 */
import type * as Option from "effect/Option";
import * as Schema from "effect/Schema";

/** Who signs in, and by what. */
export type Identity =
  | {
    readonly methods: readonly ["password"] | readonly ["password", "totp"];
    readonly password: {
      readonly user: {
        readonly name: string;
        readonly password: string;
        readonly domain: { readonly name: string };
      };
    };
    readonly totp?: { readonly user: { readonly id: string; readonly passcode: string } };
  }
  | {
    readonly methods: readonly ["assume_role"];
    readonly assume_role: {
      readonly agency_name: string;
      readonly domain_id?: string | undefined;
      readonly domain_name?: string | undefined;
    };
  };

/** A name, an id, or both: then the id counts. */
export interface Named {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
}

/** What a token is for. With both, the project counts. */
export interface Scope {
  readonly project?: Named | undefined;
  readonly domain?: Named | undefined;
}

/** The body of a request for a token. */
export interface TokenRequest {
  readonly auth: { readonly identity: Identity; readonly scope?: Scope | undefined };
}

const text = Schema.NonEmptyString;

const Named = Schema.Struct({ id: Schema.optional(text), name: Schema.optional(text) }).pipe(
  Schema.filter(({ id, name }) => id !== undefined || name !== undefined),
);

const password = Schema.Struct({
  user: Schema.Struct({
    name: text,
    password: Schema.String,
    domain: Schema.Struct({ name: text }),
  }),
});

const Identity = Schema.Union(
  Schema.Struct({ methods: Schema.Tuple(Schema.Literal("password")), password }),
  Schema.Struct({
    methods: Schema.Tuple(Schema.Literal("password"), Schema.Literal("totp")),
    password,
    totp: Schema.Struct({ user: Schema.Struct({ id: text, passcode: Schema.String }) }),
  }),
  Schema.Struct({
    methods: Schema.Tuple(Schema.Literal("assume_role")),
    assume_role: Schema.Struct({
      agency_name: text,
      domain_id: Schema.optional(text),
      domain_name: Schema.optional(text),
    }).pipe(
      Schema.filter(({ domain_id, domain_name }) =>
        domain_id !== undefined || domain_name !== undefined
      ),
    ),
  }),
);

const TokenRequest = Schema.Struct({
  auth: Schema.Struct({
    identity: Identity,
    scope: Schema.optional(
      Schema.Struct({ project: Schema.optional(Named), domain: Schema.optional(Named) }),
    ),
  }),
});

/** The request; nothing, if the body is none. What it holds is not shown anywhere. */
export const decode: (body: unknown) => Option.Option<TokenRequest> = Schema.decodeUnknownOption(
  TokenRequest,
);
