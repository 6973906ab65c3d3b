import * as HashMap from "effect/HashMap";

/** A token that was issued. Revoking compares serials, so that it takes one step for all. */
interface Issued {
  readonly token: string;
  readonly serial: number;
  readonly expiresAt: number;
}

export interface Tokens {
  readonly issued: HashMap.HashMap<string, Issued>;
  readonly count: number;
  readonly revoked: number;
}

export const none: Tokens = { issued: HashMap.empty(), count: 0, revoked: 0 };

const prefix = "MIIF";

/** As long as a small real one, and as random: 1536 bytes in base64 after the usual beginning. */
export const fresh = (): string =>
  prefix + btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(1536))));

/** The look-up hashes 60 random characters instead of two thousand; the whole is compared after. */
const keyOf = (token: string): string => token.slice(prefix.length, prefix.length + 60);

export const issue = (tokens: Tokens, token: string, expiresAt: number): Tokens => ({
  ...tokens,
  issued: HashMap.set(tokens.issued, keyOf(token), { token, serial: tokens.count, expiresAt }),
  count: tokens.count + 1,
});

export const revokeAll = (tokens: Tokens): Tokens => ({ ...tokens, revoked: tokens.count });

export const verdict = (
  tokens: Tokens,
  token: string,
  now: number,
): "valid" | "unknown" | "revoked" | "expired" => {
  const found = HashMap.get(tokens.issued, keyOf(token));
  if (found._tag === "None" || found.value.token !== token) return "unknown";
  if (found.value.serial < tokens.revoked) return "revoked";
  return now < found.value.expiresAt ? "valid" : "expired";
};
