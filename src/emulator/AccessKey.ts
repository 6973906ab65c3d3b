import * as HashMap from "effect/HashMap";
import * as Redacted from "effect/Redacted";

/**
 * An access key that the emulator knows, as the options of `AccessKey.layer` have it.
 *
 * @since 0.1.0
 * @category models
 */
export interface IssuedAccessKey {
  readonly accessKey: string;
  readonly secretKey: Redacted.Redacted<string>;
  /** Of temporary ones only. */
  readonly securityToken: Redacted.Redacted<string> | undefined;
  /** Of temporary ones only, that end; by the gateway's clock. */
  readonly expiresAt: Date | undefined;
}

/** An access key as the state keeps it; a temporary one has a token and an end. */
export interface AccessKeyRecord {
  readonly secretKey: string;
  readonly securityToken: string | undefined;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export type AccessKeys = HashMap.HashMap<string, AccessKeyRecord>;

export const none: AccessKeys = HashMap.empty();

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyz";

const random = (length: number, kinds: number): string =>
  Array.from(
    crypto.getRandomValues(new Uint8Array(length)),
    (byte) => alphabet[byte % kinds],
  ).join("");

/** 20 capitals and digits, as all ids of access keys. */
export const freshId = (): string => random(20, 36);

/** 40 letters and digits, and for a temporary one a token beside. */
export const fresh = (expiresAt: number | undefined): AccessKeyRecord => ({
  secretKey: random(40, 62),
  securityToken: expiresAt === undefined ? undefined : `gQpjbi1ub3J0aC00${random(400, 62)}`,
  expiresAt: expiresAt ?? Infinity,
});

/** The record as a program gets it. */
export const shown = (
  accessKey: string,
  { secretKey, securityToken, expiresAt }: AccessKeyRecord,
): IssuedAccessKey => ({
  accessKey,
  secretKey: Redacted.make(secretKey),
  securityToken: securityToken === undefined ? undefined : Redacted.make(securityToken),
  expiresAt: expiresAt <= 8.64e15 ? new Date(expiresAt) : undefined,
});
