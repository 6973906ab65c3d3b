/**
 * Who there is in IAM: users and agencies, and what keeps a user from signing in.
 *
 * @module
 */
import * as Hash from "effect/Hash";
import * as HashMap from "effect/HashMap";
import * as Option from "effect/Option";
import type * as Redacted from "effect/Redacted";

/**
 * The user that `createUser` makes.
 *
 * @since 0.1.0
 * @category models
 */
export interface NewUser {
  /** The name of the account. */
  readonly domain: string;
  /** Not taken in the account. */
  readonly name: string;
  readonly password: Redacted.Redacted<string>;
  /** What the user's virtual MFA device shows, always the same. Default: there is no device. */
  readonly totp?: Redacted.Redacted<string>;
  /** Whether the user has the permission Agent Operator, to act for agencies. Default: no. */
  readonly agentOperator?: boolean;
}

/**
 * A user of IAM, without anything secret.
 *
 * @since 0.1.0
 * @category models
 */
export interface User {
  /** What a sign-in with a second factor names the user by. */
  readonly userId: string;
  readonly name: string;
  readonly domainId: string;
  readonly domain: string;
}

/**
 * The agency that `createAgency` makes.
 *
 * @since 0.1.0
 * @category models
 */
export interface NewAgency {
  /** The name of the account that delegates. */
  readonly domain: string;
  /** Not taken in the account. */
  readonly name: string;
  /** The name of the account whose users may act for the agency. */
  readonly trusts: string;
}

/** A user as the state keeps it. */
export interface UserRecord extends User {
  readonly password: Redacted.Redacted<string>;
  readonly totp: Redacted.Redacted<string> | undefined;
  readonly agentOperator: boolean;
  /** When the passwords that were wrong came, since the last that was right. */
  readonly failures: ReadonlyArray<number>;
  readonly lockedUntil: number;
}

export interface Directory {
  readonly users: HashMap.HashMap<string, UserRecord>;
  readonly agencies: HashMap.HashMap<string, NewAgency>;
}

export const none: Directory = { users: HashMap.empty(), agencies: HashMap.empty() };

/** 32 hexadecimal digits that are the same for the same names, in every emulator. */
export const idOf = (...names: ReadonlyArray<string>): string =>
  ["a", "b", "c", "d"].map((salt) =>
    (Hash.string(JSON.stringify([salt, ...names])) >>> 0).toString(16).padStart(8, "0")
  ).join("");

export const domainIdOf = (domain: string): string => idOf("domain", domain);

const keyOf = (domainId: string, name: string): string => JSON.stringify([domainId, name]);

export const findUser = (
  { users }: Directory,
  domain: string,
  name: string,
): UserRecord | undefined =>
  Option.getOrUndefined(HashMap.get(users, keyOf(domainIdOf(domain), name)));

export const findAgency = (
  { agencies }: Directory,
  domainId: string,
  name: string,
): NewAgency | undefined => Option.getOrUndefined(HashMap.get(agencies, keyOf(domainId, name)));

export const putUser = (directory: Directory, user: UserRecord): Directory => ({
  ...directory,
  users: HashMap.set(directory.users, keyOf(user.domainId, user.name), user),
});

export const putAgency = (directory: Directory, agency: NewAgency): Directory => ({
  ...directory,
  agencies: HashMap.set(
    directory.agencies,
    keyOf(domainIdOf(agency.domain), agency.name),
    agency,
  ),
});

export const newUser = (
  { domain, name, password, totp, agentOperator = false }: NewUser,
): UserRecord => ({
  userId: idOf("user", domain, name),
  name,
  domainId: domainIdOf(domain),
  domain,
  password,
  totp,
  agentOperator,
  failures: [],
  lockedUntil: -Infinity,
});

/** The user as a program gets it. */
export const shown = ({ userId, name, domainId, domain }: UserRecord): User => ({
  userId,
  name,
  domainId,
  domain,
});

// The defaults of an account ("Account Lockout" in IAM's security settings): five wrong passwords
// within 15 minutes lock the user for 15 minutes. An account may set others.
const allowed = 5;
const window = 15 * 60_000;

/** The user after a wrong password: at the fifth it is locked. What comes while locked counts not. */
export const failed = (user: UserRecord, now: number): UserRecord => {
  const failures = [...user.failures.filter((at) => now - at < window), now];
  return failures.length < allowed
    ? { ...user, failures }
    : { ...user, failures: [], lockedUntil: now + window };
};

export const isLocked = (user: UserRecord, now: number): boolean => now < user.lockedUntil;

export const succeeded = (user: UserRecord): UserRecord =>
  user.failures.length === 0 ? user : { ...user, failures: [] };
