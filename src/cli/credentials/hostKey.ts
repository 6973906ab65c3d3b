/**
 * The temporary access key of the agency that an ECS host has, asked of its metadata service: a token
 * for the service first, where it gives any out, and then the key (Elastic Cloud Server User Guide,
 * "Metadata Obtaining"; the official SDKs' `MetadataAccessor`).
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import type * as Redacted from "effect/Redacted";
import * as Schema from "effect/Schema";
import { timeOf } from "../../auth/iam/timestamp.ts";
import { TokenUnavailable } from "../../errors/authentication.ts";
import { clip } from "../../errors/text.ts";
import { withHeader, withoutBody } from "../../http/request.ts";
import { withoutSecret } from "../../http/secrets.ts";
import { type Reply, send } from "../../http/send.ts";

/** A temporary access key, and when it ends, in milliseconds since 1970. */
export interface HostKey {
  readonly accessKey: string;
  readonly secretKey: Redacted.Redacted<string>;
  readonly securityToken: Redacted.Redacted<string>;
  readonly expiresAt: number;
}

/** As long as the official SDKs wait for each reply: off an ECS host nobody may answer at all. */
const timeout = Duration.seconds(3);

/** How long the service's token is asked for, in seconds: as long as it gives any. */
const tokenLifetime = "21600";

/** The words that the official SDKs look for: no token for the service helps against that. */
const noAgency = "Please configure Cloud Service Agency first";

const decodeKey = Schema.decodeUnknownOption(Schema.parseJson(Schema.Struct({
  credential: Schema.Struct({
    access: Schema.NonEmptyString,
    secret: Schema.Redacted(Schema.NonEmptyString),
    securitytoken: Schema.Redacted(Schema.NonEmptyString),
    expires_at: Schema.String,
  }),
})));

const fail = (reason: string, retryable: boolean): Effect.Effect<never, TokenUnavailable> =>
  Effect.fail(new TokenUnavailable({ reason, retryable }, true));

/** What it means that a reply has no key. Its body is not told: it may hold a part of one. */
const refusal = (
  { body, status }: Reply,
  endpoint: string,
): Effect.Effect<never, TokenUnavailable> =>
  status === 401 && body.includes(noAgency)
    ? fail("this host has no agency: choose one for it in the ECS console, or set a key", false)
    : status < 300
    ? fail(`${endpoint} answered without an access key that can be read`, false)
    : fail(`${endpoint} answered HTTP ${status}`, status >= 500 || status === 429);

/** Asks for the key that the host has now; keeps the token for the service between two calls. */
export const hostKeyAt = (
  client: HttpClient,
  endpoint: string,
): Effect.Effect<HostKey, TokenUnavailable> => {
  let token: string | undefined;
  let isAsked = false;

  const call = (request: HttpClientRequest): Effect.Effect<Reply, TokenUnavailable> =>
    Effect.catchAll(send(client, request, timeout), (error) => {
      const why = error._tag === "RequestTimedOut"
        ? `no reply within ${Duration.format(timeout)}`
        : clip(withoutSecret(error.reason, token ?? ""), 256);
      return fail(`${endpoint} was not reachable, as it is on an ECS host (${why})`, true);
    });

  const askToken = (isNeeded: boolean): Effect.Effect<void, TokenUnavailable> => {
    const request = withoutBody("PUT", `${endpoint}/meta-data/latest/api/token`);
    return Effect.flatMap(
      call(withHeader(request, "x-metadata-token-ttl-seconds", tokenLifetime)),
      (reply) => {
        isAsked = true;
        token = reply.status === 200 && /^[\x21-\x7e]+$/.test(reply.body) ? reply.body : undefined;
        // A host that gives none out needs none; the official SDK for Python counts 503 as that.
        const isFine = token !== undefined || (!isNeeded && [404, 405, 503].includes(reply.status));
        return isFine ? Effect.void : refusal(reply, endpoint);
      },
    );
  };

  const askKey: Effect.Effect<Reply, TokenUnavailable> = Effect.suspend(() => {
    const request = withoutBody("GET", `${endpoint}/openstack/latest/securitykey`);
    return call(token === undefined ? request : withHeader(request, "x-metadata-token", token));
  });

  return Effect.gen(function* () {
    if (!isAsked) yield* askToken(false);
    let reply = yield* askKey;
    if (reply.status === 401 && !reply.body.includes(noAgency)) {
      yield* askToken(true);
      reply = yield* askKey;
    }
    const key = reply.status === 200
      ? Option.getOrUndefined(decodeKey(reply.body))?.credential
      : undefined;
    const expiresAt = timeOf(key?.expires_at);
    if (key === undefined || Number.isNaN(expiresAt)) return yield* refusal(reply, endpoint);
    return {
      accessKey: key.access,
      secretKey: key.secret,
      securityToken: key.securitytoken,
      expiresAt,
    };
  });
};
