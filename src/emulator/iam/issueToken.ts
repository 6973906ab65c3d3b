/**
 * `POST /v3/auth/tokens`.
 *
 * @module
 */
import * as Option from "effect/Option";
import * as Redacted from "effect/Redacted";
import type { Call, Perform } from "../operations.ts";
import { json, type Reply } from "../Reply.ts";
import { isSigned } from "../signature.ts";
import type { State } from "../State.ts";
import * as Token from "../Token.ts";
import * as Directory from "./Directory.ts";
import * as replies from "./replies.ts";
import { microseconds, type Subject, tokenBody } from "./tokenBody.ts";
import { decode, type Identity, type Scope } from "./tokenRequest.ts";

/** Who proved to be whom, or a refusal; and the state after it. */
type SignedIn = readonly [Subject | Reply, State];

type ByPassword = Extract<Identity, { readonly password: unknown }>;
type ByAgency = Extract<Identity, { readonly assume_role: unknown }>;

const withUser = (state: State, user: Directory.UserRecord): State => ({
  ...state,
  directory: Directory.putUser(state.directory, user),
});

/**
 * That a wrong passcode, a missing one, or one that the user has no device for is refused as a wrong
 * password is, and counts as one, is documented nowhere. A user who is not known is refused alike.
 */
const byPassword = (state: State, identity: ByPassword, now: number): SignedIn => {
  const { domain, name, password } = identity.password.user;
  const user = Directory.findUser(state.directory, domain.name, name);
  if (user === undefined) return [replies.wrongPassword, state];
  if (Directory.isLocked(user, now)) return [replies.locked, state];
  const { totp } = identity;
  const second = user.totp === undefined
    ? totp === undefined
    : totp?.user.id === user.userId && totp.user.passcode === Redacted.value(user.totp);
  if (password !== Redacted.value(user.password) || !second) {
    return [replies.wrongPassword, withUser(state, Directory.failed(user, now))];
  }
  return [
    { ...Directory.shown(user), methods: identity.methods, by: undefined },
    withUser(state, Directory.succeeded(user)),
  ];
};

/**
 * Acts for an agency. A token or an access key that a control made is nobody's, and may do so for
 * every agency.
 */
const byAgency = (state: State, identity: ByAgency, call: Call): SignedIn => {
  const { headers, refusal } = call;
  // The gateway looks at a signature itself: its words tell the clock.
  const signed = isSigned(headers);
  if (refusal !== undefined) return [signed ? refusal : replies.wrongToken, state];
  const { agency_name: name, domain_id, domain_name } = identity.assume_role;
  const domainId = domain_id ?? Directory.domainIdOf(domain_name ?? "");
  const agency = Directory.findAgency(state.directory, domainId, name);
  if (agency === undefined) return [replies.noAgency, state];
  const by = signed ? undefined : Token.ownerOf(state.tokens, headers.get("x-auth-token"));
  const user = by && Directory.findUser(state.directory, by.domain, by.name);
  if (by !== undefined && (by.domain !== agency.trusts || user?.agentOperator !== true)) {
    return [replies.noRight, state];
  }
  const { domain } = agency;
  const subject = {
    userId: Directory.idOf("agency", domain, name),
    name: `${domain}/${name}`,
    ...{ domainId, domain, methods: identity.methods, by },
  };
  return [subject, state];
};

/** The scope as the token has it; nothing, if it is another account's. */
const scopeOf = (subject: Subject, scope: Scope | undefined): Token.Scope | undefined => {
  if (scope?.project !== undefined) {
    const { id, name } = scope.project;
    return {
      _tag: "Project",
      id: id ?? Directory.idOf("project", subject.domain, name ?? ""),
      // The name of a project that was asked for by its id is not known here.
      name: id === undefined ? name : undefined,
    };
  }
  const { id, name } = scope?.domain ?? {};
  const isOwn = id === undefined
    ? name === undefined || name === subject.domain
    : id === subject.domainId;
  return isOwn ? { _tag: "Domain" } : undefined;
};

/** The pages name no reply to a scope in another account; this is the one that fits. */
export const issueToken: Perform = (state, call) => {
  const { now, query, settings } = call;
  const request = Option.getOrUndefined(decode(call.body))?.auth;
  if (request === undefined) return [replies.invalid, state];
  const { identity } = request;
  const [subject, next] = "password" in identity
    ? byPassword(state, identity, now)
    : byAgency(state, identity, call);
  if ("status" in subject) return [subject, next];
  const scope = scopeOf(subject, request.scope);
  if (scope === undefined) return [replies.noRight, next];
  const token = Token.fresh();
  const expiresAt = now + settings.tokenMillis;
  const owner = { domain: subject.domain, name: subject.name };
  const body = tokenBody(subject, scope, {
    issuedAt: microseconds(now),
    expiresAt: microseconds(expiresAt),
    catalog: !query.get("nocatalog"),
  });
  const reply = json(201, body);
  return [
    { ...reply, headers: { ...reply.headers, "x-subject-token": token } },
    { ...next, tokens: Token.issue(next.tokens, token, expiresAt, { scope, owner }) },
  ];
};
