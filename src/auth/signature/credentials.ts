/**
 * An access key as a program gives it, checked, with its secrets out of sight.
 *
 * @module
 */
import * as Either from "effect/Either";
import * as Redacted from "effect/Redacted";
import { type Key, keyOf } from "./hash.ts";

/**
 * An access key of IAM, permanent or temporary.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** The access key id, "AK". */
  readonly accessKey: string;
  /** The secret access key, "SK". It is never sent. */
  readonly secretKey: Redacted.Redacted<string>;
  /**
   * What came with a temporary access key (IAM API Reference, "Obtaining a Temporary Access Key
   * and Security Token").
   */
  readonly securityToken?: Redacted.Redacted<string> | undefined;
  /** The id of IAM's project, sent as `X-Project-Id`; not the id of the CodeArts project. */
  readonly projectId?: string | undefined;
  /** When a temporary access key ends: IAM's `expires_at`. From then on nothing is sent. */
  readonly expiresAt?: Date | undefined;
}

/** What a signature is made of. */
export interface Credentials {
  readonly accessKey: string;
  readonly key: Key;
  /** The headers that go along, signed. */
  readonly headers: Readonly<Record<Lowercase<string>, string>>;
  readonly isTemporary: boolean;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** What an option must be, in a program with types or without. */
interface Rule {
  readonly name: keyof Options;
  readonly isOptional?: true;
  readonly pattern: RegExp;
  readonly expected: string;
}

const rules: ReadonlyArray<Rule> = [
  {
    name: "accessKey",
    pattern: /^[\x21-\x2b\x2d-\x7e]{1,256}$/,
    expected: "the Access Key Id of IAM's credentials.csv",
  },
  {
    name: "secretKey",
    pattern: /^[\x21-\x7e]{1,1024}$/,
    expected: "the Secret Access Key of IAM's credentials.csv",
  },
  {
    name: "securityToken",
    isOptional: true,
    pattern: /^[\x21-\x7e]{1,100000}$/,
    expected: "what came with a temporary access key; leave it out for a permanent one",
  },
  {
    name: "projectId",
    isOptional: true,
    pattern: /^[\w-]{1,64}$/,
    expected: "the project id of IAM's My Credentials, or none",
  },
];

/** The text behind a value, wrapped or, from programs without types, plain. */
const textOf = (value: unknown): unknown =>
  Redacted.isRedacted(value) ? Redacted.value(value) : value;

/** What is wrong with a value, without the value. */
const problemOf = (rule: Rule, value: unknown): string | undefined => {
  const text = textOf(value);
  if (text === undefined && rule.isOptional) return undefined;
  if (typeof text === "string" && rule.pattern.test(text)) return undefined;
  const what = typeof text !== "string"
    ? text === undefined ? "is missing" : "is no text"
    : text === ""
    ? "is empty"
    : text.trim() !== text
    ? "has a space or a line break around it"
    : "has a character that none has, or is too long";
  return `the option ${rule.name} ${what}: expected ${rule.expected}`;
};

/** The credentials, or what is wrong with the first option that cannot work. */
export const credentialsOf = (given: Options): Either.Either<Credentials, string> => {
  // Programs without types may pass anything here.
  const options: Partial<Options> = given ?? {};
  for (const rule of rules) {
    const problem = problemOf(rule, options[rule.name]);
    if (problem !== undefined) return Either.left(problem);
  }
  const { expiresAt } = options;
  if (expiresAt !== undefined && !(expiresAt instanceof Date && !Number.isNaN(+expiresAt))) {
    return Either.left(
      "the option expiresAt is no date: expected new Date(credential.expires_at)",
    );
  }
  const securityToken = textOf(options.securityToken);
  const headers = {
    ...(options.projectId !== undefined && { "x-project-id": options.projectId }),
    ...(securityToken !== undefined && { "x-security-token": String(securityToken) }),
  };
  return Either.right({
    accessKey: String(options.accessKey),
    key: keyOf(String(textOf(options.secretKey))),
    headers,
    isTemporary: securityToken !== undefined || expiresAt !== undefined,
    expiresAt: expiresAt?.getTime() ?? Infinity,
  });
};
