/**
 * Asks IAM for a token: `POST /v3/auth/tokens` (IAM API Reference, "Obtaining a User Token Through
 * Password Authentication" and "Obtaining an Agency Token").
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest";
import type * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import * as Redacted from "effect/Redacted";
import * as Schema from "effect/Schema";
import { AuthRejected, type TokenUnavailable } from "../../errors/authentication.ts";
import { withJson } from "../../http/request.ts";
import { withoutSecret, withoutSecrets } from "../../http/secrets.ts";
import { type Reply, send } from "../../http/send.ts";
import { decoder } from "../../schema/decoder.ts";
import type { TokenService } from "../../TokenService.ts";
import { type Token, tokenPattern } from "../token/Token.ts";
import { type Advise, jsonOf, outageOf, refusalOf } from "./refusal.ts";
import { timeOf } from "./timestamp.ts";

/** A request for a token. */
export interface Asking {
  /** IAM's URL, without a slash at its end. */
  readonly url: string;
  /** What is behind `auth` in the body. */
  readonly auth: object;
  /** What the body holds that must not be shown. */
  readonly secrets: ReadonlyArray<string>;
  /** Proves who asks, where the body does not. */
  readonly by?: TokenService | undefined;
  readonly advise: Advise;
}

const decodeIssued = decoder(() =>
  Schema.Struct({
    token: Schema.Struct({ expires_at: Schema.String, issued_at: Schema.optional(Schema.String) }),
  })
);

/** How long the token of a reply lives, in milliseconds, whatever clock is right. */
const lifetimeOf = (reply: Reply, now: number): number => {
  const issued = Option.getOrUndefined(decodeIssued(jsonOf(reply.body)))?.token;
  const from = [timeOf(issued?.issued_at), timeOf(reply.headers["date"]), now]
    .find(Number.isFinite) ?? now;
  return timeOf(issued?.expires_at) - from;
};

/** The token of a reply; nothing, if it is no reply that is documented. */
const tokenOf = (reply: Reply, askedAt: number): Token | undefined => {
  const value = reply.headers["x-subject-token"] ?? "";
  const lifetime = lifetimeOf(reply, askedAt);
  return (reply.status === 201 || reply.status === 200) && tokenPattern.test(value) && lifetime > 0
    ? { value: Redacted.make(value), issuedAt: askedAt, expiresAt: askedAt + lifetime }
    : undefined;
};

/**
 * Asks once; a second time, if the proof of who asks was refused and a better one can be had. Nothing
 * else is tried again.
 */
export const issue = (
  client: HttpClient,
  asking: Asking,
  timeout: Duration.Duration,
): Effect.Effect<Token, TokenUnavailable> => {
  const { advise, auth, by, secrets, url } = asking;
  const scrubbed = (text: string, request: HttpClientRequest): string =>
    secrets.reduce(withoutSecret, withoutSecrets(text, request));

  const attempt = (request: HttpClientRequest, mayReplay: boolean): Effect.Effect<
    Token,
    TokenUnavailable
  > =>
    Effect.flatMap(
      by === undefined ? Effect.succeed(request) : by.authorize(request),
      (proven) =>
        Effect.clockWith((clock) => {
          const askedAt = clock.unsafeCurrentTimeMillis();
          const scrub = (text: string): string => scrubbed(text, proven);
          return send(client, proven, timeout).pipe(
            Effect.mapError((error) => outageOf(error, scrub)),
            Effect.flatMap((reply) => {
              const token = tokenOf(reply, askedAt);
              if (token !== undefined) return Effect.succeed(token);
              const refusal = refusalOf(reply, scrub, advise, clock.unsafeCurrentTimeMillis());
              if (by === undefined || !mayReplay || reply.status !== 401) {
                return Effect.fail(refusal);
              }
              const rejection = new AuthRejected({ status: 401, detail: refusal.reason }, true);
              return Effect.flatMap(
                by.renew(proven, rejection),
                (renewed) => renewed ? attempt(request, false) : Effect.fail(refusal),
              );
            }),
          );
        }),
    );

  return Effect.suspend(() =>
    attempt(withJson("POST", `${url}/v3/auth/tokens?nocatalog=true`, { auth }), true)
  ).pipe(
    Effect.withSpan("codearts.check.iamToken", {
      kind: "client",
      captureStackTrace: false,
      attributes: { "server.address": new URL(url).hostname },
    }),
  );
};
