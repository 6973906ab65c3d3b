/**
 * Tokens for the password of an IAM user.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import * as Either from "effect/Either";
import * as Redacted from "effect/Redacted";
import { TokenUnavailable } from "../../errors/authentication.ts";
import type { Source } from "../token/life.ts";
import type { TokenOptions, TokenSettings } from "../token/Options.ts";
import { digestOf, identityOf } from "./digest.ts";
import { issue } from "./issue.ts";
import {
  iamUrl,
  isText,
  problemWith,
  problemWithProject,
  type Project,
  scopeOf,
} from "./Project.ts";

/**
 * The second factor of a user with virtual MFA (IAM API Reference, "Obtaining a User Token Through
 * Password and Virtual MFA Authentication").
 *
 * @since 0.1.0
 * @category models
 */
export interface Totp {
  /** The id of the user; the name does not do. */
  readonly userId: string;
  /**
   * The code of the device. It lives for half a minute, a token for 24 hours: a program that runs
   * longer gives an effect, which is asked at each call of IAM. Keep that effect in a constant: a
   * token is found again by the same effect only.
   */
  readonly passcode:
    | Redacted.Redacted<string>
    | Effect.Effect<Redacted.Redacted<string>, unknown>;
}

/**
 * An IAM user, the project that the token is for, and how the token is kept fresh.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options extends TokenOptions {
  /** The name of the account that the user belongs to. */
  readonly domain: string;
  /** The name of the user: of IAM, with programmatic access; a HUAWEI ID gets no token. */
  readonly user: string;
  /** The user's password. */
  readonly password: Redacted.Redacted<string>;
  /** IAM's project: the id of a region, such as `cn-north-4`, or `{ id }`. */
  readonly project: Project;
  /** IAM's endpoint, by default that of the project's region; `https`, or `http` to a loopback. */
  readonly endpoint?: string | URL | undefined;
  /** The second factor, where the user has one. */
  readonly totp?: Totp | undefined;
}

/** The text behind a secret; programs without types may pass it plain. */
const plain = (secret: unknown): unknown =>
  Redacted.isRedacted(secret) ? Redacted.value(secret) : secret;

/** IAM API Reference, "Error Codes". */
const advices: ReadonlyMap<string | undefined, string> = new Map([
  ["IAM.0061", "The account is locked: wait, or have its administrator unlock it."],
  ["IAM.0065", "Use the IAM endpoint of the European site."],
  ["IAM.0081", "Give the user programmatic access."],
  ["IAM.0082", "Enable the user."],
]);

const advise = (status: number, code: string | undefined): string =>
  advices.get(code) ??
    (status === 401
      ? "Check domain, user and password; a HUAWEI ID gets no token, an IAM user does."
      : status === 403
      ? "Check what the user may do."
      : "Check the project and the endpoint of IAM.");

/** Asked for anew each time, if it is an effect. */
const passcodeOf = ({ passcode }: Totp): Effect.Effect<string, TokenUnavailable> => {
  const asked: Effect.Effect<unknown, unknown> = Effect.isEffect(passcode)
    ? passcode
    : Effect.succeed(passcode);
  return Effect.flatMap(
    Effect.orElseSucceed(asked, () => undefined),
    (code) => {
      const text = plain(code);
      return isText(text) ? Effect.succeed(text) : Effect.fail(
        new TokenUnavailable({ reason: "the passcode of the second factor cannot be had" }, true),
      );
    },
  );
};

const problemOf = (options: Partial<Options>): string | undefined =>
  problemWith("domain", options.domain, "the name of the account") ??
    problemWith("user", options.user, "the name of the IAM user") ??
    problemWith("password", plain(options.password), "the user's password, Redacted") ??
    problemWithProject(options.project) ??
    (options.totp === undefined
      ? undefined
      : problemWith("totp.userId", options.totp.userId, "the user's id"));

/** Where tokens for a password come from, or what is wrong with the options. */
export const passwordSource = (
  options: Options,
  settings: TokenSettings,
  client: HttpClient,
): Either.Either<Source, string> => {
  const problem = problemOf(options ?? {});
  if (problem !== undefined) return Either.left(problem);
  const { domain, project, totp, user } = options;
  const password = (): string => String(plain(options.password));
  return Either.map(iamUrl(options.endpoint, project), (url) => ({
    key: digestOf(() => [
      "password",
      ...[url, domain, user, password(), scopeOf(project), totp?.userId],
      Effect.isEffect(totp?.passcode) ? [identityOf(totp.passcode)] : plain(totp?.passcode),
    ], settings.isShared),
    issue: Effect.flatMap(
      totp === undefined ? Effect.succeed(undefined) : passcodeOf(totp),
      (passcode) =>
        issue(client, {
          url,
          auth: {
            identity: {
              methods: passcode === undefined ? ["password"] : ["password", "totp"],
              password: { user: { name: user, password: password(), domain: { name: domain } } },
              ...(passcode !== undefined &&
                { totp: { user: { id: totp?.userId, passcode } } }),
            },
            scope: scopeOf(project),
          },
          secrets: [password(), ...(passcode === undefined ? [] : [passcode])],
          advise,
        }, settings.timeout),
    ),
  }));
};
