import * as HashMap from "effect/HashMap";

/** What a token is for: a project, or no project but a whole account. */
export type Scope =
  | { readonly _tag: "Project"; readonly id: string; readonly name: string | undefined }
  | { readonly _tag: "Domain" };

/** The user, or the agency, that a token was issued to. */
export interface Owner {
  readonly domain: string;
  readonly name: string;
}

/** What IAM knows of a token; one that a control made is for everything, and nobody's. */
interface Grant {
  readonly scope: Scope;
  readonly owner: Owner;
}

/** A token that was issued. Revoking compares serials, so that it takes one step for all. */
interface Issued {
  readonly token: string;
  readonly serial: number;
  readonly expiresAt: number;
  readonly grant: Grant | undefined;
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

export const issue = (
  tokens: Tokens,
  token: string,
  expiresAt: number,
  grant?: Grant,
): Tokens => ({
  ...tokens,
  issued: HashMap.set(tokens.issued, keyOf(token), {
    token,
    serial: tokens.count,
    expiresAt,
    grant,
  }),
  count: tokens.count + 1,
});

export const revokeAll = (tokens: Tokens): Tokens => ({ ...tokens, revoked: tokens.count });

const find = (tokens: Tokens, token: string): Issued | undefined => {
  const found = HashMap.get(tokens.issued, keyOf(token));
  return found._tag === "Some" && found.value.token === token ? found.value : undefined;
};

export const verdict = (
  tokens: Tokens,
  token: string,
  now: number,
): "valid" | "unknown" | "revoked" | "expired" => {
  const found = find(tokens, token);
  if (found === undefined) return "unknown";
  if (found.serial < tokens.revoked) return "revoked";
  return now < found.expiresAt ? "valid" : "expired";
};

/** What a token is for; nothing, if it is for everything. */
export const scopeOf = (tokens: Tokens, token: string | null): Scope | undefined =>
  token === null ? undefined : find(tokens, token)?.grant?.scope;

/** Whose a token is; nothing, if it is nobody's. */
export const ownerOf = (tokens: Tokens, token: string | null): Owner | undefined =>
  token === null ? undefined : find(tokens, token)?.grant?.owner;
