/**
 * Tokens for an agency: another account's user acts in this one.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import * as Either from "effect/Either";
import type { TokenService } from "../../TokenService.ts";
import { type Source, tokenService } from "../token/life.ts";
import { settingsOf, type TokenOptions, type TokenSettings } from "../token/Options.ts";
import { digestOf, identityOf } from "./digest.ts";
import { issue } from "./issue.ts";
import { type Options as PasswordOptions, passwordSource } from "./password.ts";
import { iamUrl, problemWith, problemWithProject, type Project, scopeOf } from "./Project.ts";

/**
 * An agency, the project that its token is for, and who acts for it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options extends TokenOptions {
  /** The name of the agency, in the account that delegates. */
  readonly agency: string;
  /** The account that delegates: its name, or its id. */
  readonly domain: string | { readonly id: string };
  /** IAM's project in that account: the id of a region, such as `cn-north-4`, or `{ id }`. */
  readonly project: Project;
  /** IAM's endpoint, by default that of the project's region; `https`, or `http` to a loopback. */
  readonly endpoint?: string | URL | undefined;
  /**
   * Who acts for the agency: a user of the account that it delegates to, with the permission Agent
   * Operator. An IAM user with a password, whose token is then kept fresh by the same options unless
   * it has its own; or any other `TokenService`, by which the agency's token is found again as long
   * as it is the same object.
   */
  readonly base: PasswordOptions | TokenService;
}

/** What identifies who acts, and proves it. */
interface Base {
  readonly key: Effect.Effect<string | undefined>;
  readonly service: TokenService;
}

const isService = (base: Options["base"]): base is TokenService =>
  "authorize" in base && typeof base.authorize === "function";

const withTokenOptions = (base: PasswordOptions, options: Options): PasswordOptions => {
  const { coordination, memory, refreshBefore, rememberRefusal } = options;
  const { store, timeout, waitBefore, waitUntil } = options;
  return {
    ...{ coordination, memory, refreshBefore, rememberRefusal },
    ...{ store, timeout, waitBefore, waitUntil },
    ...base,
  };
};

const baseOf = (options: Options, client: HttpClient): Either.Either<Base, string> => {
  const { base } = options;
  if (typeof base !== "object" || base === null) {
    return Either.left(
      "the option base is missing: expected the options of IamPassword, or a TokenService",
    );
  }
  if (isService(base)) {
    return Either.right({ key: Effect.sync(() => identityOf(base)), service: base });
  }
  const own = withTokenOptions(base, options);
  return Either.mapLeft(
    Either.flatMap(
      settingsOf(own),
      (settings) =>
        Either.map(passwordSource(own, settings, client), (source) => ({
          key: source.key,
          service: tokenService(source, settings),
        })),
    ),
    (reason) => `base: ${reason}`,
  );
};

const problemOf = (options: Partial<Options>): string | undefined => {
  const { agency, domain, project } = options;
  return problemWith("agency", agency, "the name of the agency") ??
    problemWith(
      "domain",
      typeof domain === "object" ? domain.id : domain,
      "the name of the account that delegates, or { id }",
    ) ?? problemWithProject(project);
};

const advise = (status: number): string =>
  status === 401
    ? "Check that the token of who acts is IAM's own, of the account that the agency delegates to."
    : status === 403
    ? "Grant Agent Operator to who acts, and check what the agency may do."
    : "Check the agency, its account, the project and the endpoint of IAM.";

/** Where tokens for an agency come from, or what is wrong with the options. */
export const agencySource = (
  options: Options,
  settings: TokenSettings,
  client: HttpClient,
): Either.Either<Source, string> => {
  const problem = problemOf(options ?? {});
  if (problem !== undefined) return Either.left(problem);
  const { agency, domain, project } = options;
  const role = {
    agency_name: agency,
    ...(typeof domain === "string" ? { domain_name: domain } : { domain_id: domain.id }),
  };
  return Either.flatMap(
    iamUrl(options.endpoint, project),
    (url) =>
      Either.map(baseOf(options, client), (base) => ({
        key: Effect.flatMap(base.key, (key) =>
          key === undefined
            ? Effect.succeed(undefined)
            : digestOf(() => ["agency", url, role, scopeOf(project), key], settings.isShared)),
        issue: issue(client, {
          url,
          auth: {
            identity: { methods: ["assume_role"], assume_role: role },
            scope: scopeOf(project),
          },
          secrets: [],
          by: base.service,
          advise,
        }, settings.timeout),
      })),
  );
};
