/**
 * What a reply means: the operation's success, or a member of the error union.
 *
 * @module
 */
import type * as Clock from "effect/Clock";
import * as Either from "effect/Either";
import * as Option from "effect/Option";
import { AuthExpired, AuthRejected, PermissionDenied } from "../errors/authentication.ts";
import { type RefusalTag, tagOf, tagOfStatus } from "../errors/codes.ts";
import { decodeErrorBody, type ErrorBody } from "../errors/ErrorBody.ts";
import { InvalidRequest, TaskNotFound } from "../errors/request.ts";
import { clip } from "../errors/text.ts";
import { NetworkBusy, ServiceUnavailable, Throttled } from "../errors/transient.ts";
import { ServiceError, UnexpectedResponse } from "../errors/unexpected.ts";
import { withoutFrames } from "../errors/withoutFrames.ts";
import { retryAfterOf } from "./retryAfter.ts";
import { withoutSecrets } from "./secrets.ts";
import type { Reply } from "./send.ts";

/** The members that a reply can become. */
export type ReplyError =
  | NetworkBusy
  | AuthExpired
  | AuthRejected
  | PermissionDenied
  | Throttled
  | TaskNotFound
  | InvalidRequest
  | ServiceUnavailable
  | ServiceError
  | UnexpectedResponse;

/** Decodes what an operation answers with; `undefined` stands for an empty body. */
export type DecodeSuccess<A> = (json: unknown) => Option.Option<A>;

/** How much of what a reply says an error keeps, in characters. */
const kept = { code: 64, requestId: 128, words: 512 };

/** A body as JSON; `undefined` for an empty one. */
const parse = (body: string): Option.Option<unknown> => {
  if (body.trim() === "") return Option.some(undefined);
  try {
    return Option.some(JSON.parse(body));
  } catch {
    return Option.none();
  }
};

/** Secrets are taken out before a text is cut: half a secret is harder to find. */
const show = (text: string, reply: Reply, length: number): string =>
  clip(withoutSecrets(text, reply.request), length);

const requestIdOf = (reply: Reply, inBody?: string): string | undefined => {
  const id = reply.headers["x-request-id"] || inBody;
  return id === undefined ? undefined : show(id, reply, kept.requestId);
};

/** The members that are made of a refusal and the pause that it asks for. */
const passing = { NetworkBusy, Throttled, ServiceUnavailable } as const;

/** The members that are made of a refusal alone. */
const staying = { AuthExpired, AuthRejected, TaskNotFound, InvalidRequest } as const;

const refuse = (
  tag: RefusalTag,
  reply: Reply,
  error: Partial<ErrorBody>,
  clock: Clock.Clock,
): ReplyError => {
  const requestId = requestIdOf(reply, error.requestId);
  const code = error.code === undefined ? undefined : show(error.code, reply, kept.code);
  const refusal = {
    status: reply.status,
    ...(code !== undefined && { code }),
    ...(requestId !== undefined && { requestId }),
    ...(error.detail !== undefined && { detail: show(error.detail, reply, kept.words) }),
  };
  switch (tag) {
    case "NetworkBusy":
    case "Throttled":
    case "ServiceUnavailable": {
      const retryAfter = retryAfterOf(reply.headers, clock.unsafeCurrentTimeMillis());
      const transient = retryAfter === undefined ? refusal : { ...refusal, retryAfter };
      return withoutFrames(() => new passing[tag](transient, true));
    }
    case "PermissionDenied": {
      const encoded = error.encodedAuthorizationMessage;
      const denial = encoded === undefined
        ? refusal
        : { ...refusal, encodedAuthorizationMessage: withoutSecrets(encoded, reply.request) };
      return withoutFrames(() => new PermissionDenied(denial, true));
    }
    case "ServiceError":
      return withoutFrames(() => new ServiceError({ ...refusal, code: code ?? "unknown" }, true));
    default:
      return withoutFrames(() => new staying[tag](refusal, true));
  }
};

/** No documented shape: the status speaks where it is certain, or nothing does. */
const surprise = (reply: Reply, clock: Clock.Clock): ReplyError => {
  const requestId = requestIdOf(reply);
  const body = show(reply.body, reply, kept.words);
  const tag = tagOfStatus(reply.status);
  if (tag !== undefined) {
    return refuse(tag, reply, body.trim() === "" ? {} : { detail: body.trim() }, clock);
  }
  const unexpected = { status: reply.status, ...(requestId !== undefined && { requestId }), body };
  return withoutFrames(() => new UnexpectedResponse(unexpected, true));
};

/** Schemas that copy a record lose this key, and would take what has no other for empty. */
const losesKey = (json: unknown): boolean =>
  typeof json === "object" && json !== null && Object.hasOwn(json, "__proto__");

/** What a reply means. An error is looked for before a success: a 200 can carry one. */
export const interpret = <A>(
  reply: Reply,
  decodeSuccess: DecodeSuccess<A>,
  clock: Clock.Clock,
): Either.Either<A, ReplyError> => {
  const json = parse(reply.body);
  if (Option.isNone(json)) return Either.left(surprise(reply, clock));
  if (typeof json.value === "object" && json.value !== null) {
    const error = decodeErrorBody(json.value);
    if (Option.isSome(error)) {
      const tag = tagOf(reply.status, error.value.code);
      return Either.left(refuse(tag, reply, error.value, clock));
    }
  }
  const mayBeSuccess = (reply.status === 200 || reply.status === 204) && !losesKey(json.value);
  const success = mayBeSuccess ? decodeSuccess(json.value) : Option.none();
  return Option.isSome(success) ? Either.right(success.value) : Either.left(surprise(reply, clock));
};
