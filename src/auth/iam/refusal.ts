/**
 * Why IAM gave no token: in words, and whether asking again may help.
 *
 * @module
 */
import * as Duration from "effect/Duration";
import * as Option from "effect/Option";
import { TokenUnavailable } from "../../errors/authentication.ts";
import { decodeErrorBody } from "../../errors/ErrorBody.ts";
import type { InvalidEndpoint } from "../../errors/request.ts";
import { clip, describe } from "../../errors/text.ts";
import type { ConnectionFailed, RequestTimedOut } from "../../errors/transport.ts";
import { retryAfterOf } from "../../http/retryAfter.ts";
import type { Reply } from "../../http/send.ts";

/** Takes the secrets of a request out of a text. */
export type Scrub = (text: string) => string;

/** What to do about a refusal, by its status and code. */
export type Advise = (status: number, code: string | undefined) => string;

/** These pass by themselves; 410 is documented as a region that is failing over. */
const passes = (status: number): boolean => status >= 500 || [408, 410, 425, 429].includes(status);

/** A body as JSON; nothing, if it is none. */
export const jsonOf = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** IAM API Reference, "Error Codes": `IAM.0012` says how many times in how many seconds. */
const windowOf = (words: string): Duration.Duration | undefined => {
  const [, seconds] = /\btimes per (\d{1,6}) seconds?/i.exec(words) ?? [];
  return seconds === undefined ? undefined : Duration.seconds(Number(seconds));
};

/** What a reply without a token means. */
export const refusalOf = (
  reply: Reply,
  scrub: Scrub,
  advise: Advise,
  now: number,
): TokenUnavailable => {
  const { headers, status } = reply;
  const body = Option.getOrUndefined(decodeErrorBody(jsonOf(reply.body)));
  const requestId = headers["x-request-id"] || body?.requestId;
  const code = body === undefined || body.code === String(status)
    ? undefined
    : clip(scrub(body.code), 64);
  const facts = {
    status,
    ...(code !== undefined && { code }),
    ...(requestId !== undefined && { requestId: clip(scrub(requestId), 128) }),
    ...(body?.detail !== undefined && { detail: clip(scrub(body.detail), 512) }),
  };
  if (passes(status)) {
    const what = status === 429 ? "IAM throttles" : "IAM is not available";
    const retryAfter = retryAfterOf(headers, now) ??
      (status === 429 ? windowOf(body?.detail ?? "") : undefined);
    return new TokenUnavailable({
      reason: describe(what, facts, "").trim(),
      retryable: true,
      ...(retryAfter !== undefined && { retryAfter }),
    }, true);
  }
  const isRefusal = status >= 400;
  return new TokenUnavailable({
    reason: isRefusal
      ? describe("IAM refused to issue a token", facts, advise(status, code))
      : describe("IAM's reply is none that is documented", facts, "Check the endpoint of IAM."),
    retryable: false,
  }, true);
};

/** What it means that no reply came. */
export const outageOf = (
  error: ConnectionFailed | InvalidEndpoint | RequestTimedOut,
  scrub: Scrub,
): TokenUnavailable =>
  new TokenUnavailable({
    reason: error._tag === "RequestTimedOut"
      ? `IAM did not answer within ${Duration.format(error.timeout)}`
      : `IAM cannot be reached: ${scrub(error.reason)}`,
    retryable: true,
  }, true);
