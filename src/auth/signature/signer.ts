/**
 * The state of an access key in use: what signs, what is known of the gateway's clock, and what a
 * refusal teaches.
 *
 * @module
 */
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest";
import * as Effect from "effect/Effect";
import * as Either from "effect/Either";
import {
  type AuthExpired,
  type AuthRejected,
  TokenUnavailable,
} from "../../errors/authentication.ts";
import { algorithm } from "./canonical.ts";
import { type Credentials, credentialsOf, type Options } from "./credentials.ts";
import { sign } from "./sign.ts";
import { makeSkew } from "./skew.ts";
import { lastMoment, readDate, serverTimeIn, timestamps } from "./time.ts";

/** Signs, and learns; times in milliseconds since 1970. */
export interface Signer {
  readonly sign: (
    request: HttpClientRequest,
    now: number,
  ) => Effect.Effect<HttpClientRequest, TokenUnavailable>;
  readonly renew: (
    rejected: HttpClientRequest,
    error: AuthExpired | AuthRejected,
    now: number,
  ) => Effect.Effect<boolean, TokenUnavailable>;
}

const refuse = (reason: string): Effect.Effect<never, TokenUnavailable> =>
  Effect.fail(new TokenUnavailable({ reason }, true));

const advice = "get a new one, with its secretKey and securityToken";

/** Whether the service means the security token. No page tells the words for one that has ended. */
const saysEnded = (error: AuthExpired | AuthRejected): boolean =>
  error._tag === "AuthExpired" ||
  (/security[\s_-]*token/i.test(error.detail ?? "") && /expire|过期/i.test(error.detail ?? ""));

const make = (credentials: Credentials): Signer => {
  const { accessKey, expiresAt, headers, isTemporary, key } = credentials;
  const own = `${algorithm} Access=${accessKey}, `;
  const timestamp = timestamps();
  const skew = makeSkew();
  return {
    sign: (request, now) => {
      const time = now + skew.current();
      if (time >= expiresAt) {
        return refuse(
          `the temporary access key ended at ${new Date(expiresAt).toISOString()}: ${advice}`,
        );
      }
      if (!(time >= 0 && time <= lastMoment)) {
        return refuse(`the clock shows no date to sign: ${now} ms since 1970`);
      }
      const signed = sign(request, accessKey, key, headers, timestamp(time));
      return Either.isRight(signed) ? Effect.succeed(skew.mark(signed.right)) : refuse(signed.left);
    },
    renew: (rejected, error, now) => {
      if (rejected.headers["authorization"]?.startsWith(own) !== true) return Effect.succeed(false);
      if (isTemporary && saysEnded(error)) {
        const words = error.detail === undefined ? "" : ` ("${error.detail}")`;
        const id = error.requestId === undefined ? "" : `, request id ${error.requestId}`;
        return refuse(
          `the service says that the temporary access key ended${words}${id}: ${advice}`,
        );
      }
      const signed = readDate(rejected.headers["x-sdk-date"] ?? "");
      const server = signed === undefined ? undefined : serverTimeIn(error.detail ?? "", signed);
      return Effect.succeed(
        signed !== undefined && server !== undefined &&
          skew.learn({ request: rejected, signed, server, now }),
      );
    },
  };
};

/** A signer of these options, or what is wrong with them. */
export const makeSigner = (options: Options): Either.Either<Signer, string> =>
  Either.map(credentialsOf(options), make);
