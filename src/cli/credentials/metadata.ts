/**
 * Credentials of an ECS host: its agency's temporary access key, renewed before it ends.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as AccessKey from "../../auth/AccessKey.ts";
import type { TokenUnavailable } from "../../errors/authentication.ts";
import { HttpClient } from "../../http/platform.ts";
import { TokenService } from "../../TokenService.ts";
import { Io } from "../Io.ts";
import { type HostKey, hostKeyAt } from "./hostKey.ts";
import { absent, type Way } from "./Way.ts";

/**
 * A key is asked for anew this long before its end: the host has the next one ready 10 minutes before
 * it, and both are good in between (Elastic Cloud Server User Guide, "Metadata Obtaining").
 */
const ahead = 5 * 60_000;

/** Where that gives no newer key, or none at all, it is left alone for so long. */
const pause = 10_000;

/** The key that signs now. Times are milliseconds since 1970. */
interface Current extends HostKey {
  readonly signer: TokenService;
  readonly renewFrom: number;
}

// Its end is not the signer's to look at: a clock that is off would end it before its time, and
// the gateway tells when a key has ended.
const currentOf = (key: HostKey, now: number): Current => ({
  ...key,
  signer: AccessKey.make({
    accessKey: key.accessKey,
    secretKey: key.secretKey,
    securityToken: key.securityToken,
  }),
  renewFrom: Math.max(key.expiresAt - ahead, now + pause),
});

/** A service that signs with the key that the host has at the time. */
const serviceOf = (
  ask: Effect.Effect<HostKey, TokenUnavailable>,
  first: Current,
): TokenService => {
  let current = first;
  const turn = Effect.unsafeMakeSemaphore(1).withPermits(1);

  const renewed: Effect.Effect<void, TokenUnavailable> = Effect.zipWith(
    ask,
    Clock.currentTimeMillis,
    (key, time) => void (current = currentOf(key, time)),
  );

  /** Renews when it is time, once for all who wait; a key that cannot be renewed yet signs on. */
  const upToDate = turn(
    Effect.flatMap(
      Clock.currentTimeMillis,
      (time) =>
        time < current.renewFrom ? Effect.void : Effect.catchAll(renewed, (error) => {
          if (time >= current.expiresAt) {
            return Effect.fail(error);
          }
          current = { ...current, renewFrom: time + pause };
          return Effect.void;
        }),
    ),
  );

  const isOwn = (authorization: string | undefined): boolean =>
    authorization?.includes(` Access=${current.accessKey},`) === true;

  return TokenService.of({
    authorize: (request) =>
      Effect.zipRight(
        upToDate,
        Effect.suspend(() => current.signer.authorize(request)),
      ),
    renew: (rejected, error) =>
      Effect.suspend(() => {
        const { authorization } = rejected.headers;
        // Another call has renewed the key meanwhile.
        if (!isOwn(authorization)) return Effect.succeed(true);
        return Effect.catchAll(current.signer.renew(rejected, error), (ended) =>
          turn(Effect.gen(function* () {
            if (isOwn(authorization)) {
              yield* renewed;
            }
            return isOwn(authorization) ? yield* ended : true;
          })));
      }),
  });
};

/** The host's agency, asked last: off an ECS host it takes 3 seconds to know that nobody is there. */
export const metadata: Way = {
  name: "metadata service",
  find: Effect.gen(function* () {
    const io = yield* Io;
    const ask = hostKeyAt(yield* HttpClient, io.metadata);
    const key = yield* Effect.catchAll(ask, ({ reason }) => absent(reason));
    return serviceOf(ask, currentOf(key, yield* Clock.currentTimeMillis));
  }),
};
