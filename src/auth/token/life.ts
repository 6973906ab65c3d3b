/**
 * The life of a token: a `TokenService` that has one, and refreshes and renews it.
 *
 * @module
 */
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import type { TokenUnavailable } from "../../errors/authentication.ts";
import { withHeader } from "../../http/request.ts";
import { TokenService } from "../../TokenService.ts";
import { obtain, type Serves } from "./obtain.ts";
import type { TokenSettings } from "./Options.ts";
import { drop } from "./patience.ts";
import { mayRenew } from "./renewals.ts";
import { makeSlot, type Slot, slotOf } from "./Slot.ts";
import type { Token } from "./Token.ts";
import { inBackground } from "./turn.ts";

/** Where new tokens come from, and what identifies them. */
export interface Source {
  /** Asks for a new token. The error says whether asking again may help, and when. */
  readonly issue: Effect.Effect<Token, TokenUnavailable>;
  /** A digest of all that identifies the caller; nothing where none can be made. */
  readonly key: Effect.Effect<string | undefined>;
}

/** A refresh that runs is given so long, in milliseconds, until another one may start. */
const underWay = 60_000;

const prove = (request: HttpClientRequest, token: Token): HttpClientRequest =>
  withHeader(request, "x-auth-token", Redacted.value(token.value));

/** A service whose token comes from the source, and lives as the settings say. */
export const tokenService = (source: Source, settings: TokenSettings): TokenService => {
  const { issue, key } = source;
  const { refreshBefore, store, waitBefore } = settings;

  /** A token with a short life is not refreshed before half of it. */
  const isFresh: Serves = ({ expiresAt, issuedAt }, now) =>
    now < expiresAt - Math.min(refreshBefore, (expiresAt - issuedAt) / 2);

  const serves: Serves = ({ expiresAt, issuedAt }, now) =>
    now < expiresAt - Math.min(waitBefore, (expiresAt - issuedAt) / 2);

  let known: Slot | undefined;
  const slotReady: Effect.Effect<Slot> = Effect.suspend(() =>
    known !== undefined
      ? Effect.succeed(known)
      : Effect.map(key, (digest) =>
        known ??= settings.isProcessWide && digest !== undefined
          ? slotOf(digest)
          : makeSlot(digest))
  );

  /** Refreshes ahead of time, unless somebody does; the old token serves on. */
  const refreshAhead = (slot: Slot, token: Token, now: number): Effect.Effect<Token> => {
    if (now < slot.refreshFrom) return Effect.succeed(token);
    slot.refreshFrom = now + underWay;
    return Effect.map(
      inBackground(settings, Effect.ignore(obtain(slot, settings, issue, isFresh))),
      () => slot.token ?? token,
    );
  };

  const current = (slot: Slot): Effect.Effect<Token, TokenUnavailable> =>
    Effect.clockWith((clock) => {
      const now = clock.unsafeCurrentTimeMillis();
      const { token } = slot;
      if (token !== undefined && serves(token, now)) {
        return isFresh(token, now) ? Effect.succeed(token) : refreshAhead(slot, token, now);
      }
      const obtained = obtain(slot, settings, issue, serves);
      // What is left of its life is better than no token.
      return token !== undefined && now < token.expiresAt
        ? Effect.orElse(obtained, () => slot.token === token ? Effect.succeed(token) : obtained)
        : obtained;
    });

  const replace = (
    slot: Slot,
    rejected: string | undefined,
  ): Effect.Effect<boolean, TokenUnavailable> =>
    Effect.clockWith((clock) => {
      const { token } = slot;
      const isOther: Serves = ({ value }) => Redacted.value(value) !== rejected;
      if (token !== undefined) {
        const now = clock.unsafeCurrentTimeMillis();
        if (isOther(token, now)) return Effect.succeed(true);
        if (!mayRenew(slot, now)) return Effect.succeed(false);
        slot.token = undefined;
        slot.rejected = rejected;
      }
      const better = obtain(slot, settings, issue, (token, now) =>
        isOther(token, now) && serves(token, now));
      return Effect.as(
        // The store may still have it for others, where no new token takes its place.
        token === undefined || store === undefined || slot.key === undefined
          ? better
          : Effect.tapError(better, () =>
            drop(store, slot.key ?? "")),
        true,
      );
    });

  return TokenService.of({
    authorize: (request) =>
      Effect.clockWith((clock) =>
        known?.token !== undefined && isFresh(known.token, clock.unsafeCurrentTimeMillis())
          ? Effect.succeed(prove(request, known.token))
          : slotReady.pipe(
            Effect.flatMap(current),
            Effect.map((token) => prove(request, token)),
          )
      ),
    renew: (rejected) =>
      Effect.flatMap(slotReady, (slot) => replace(slot, rejected.headers["x-auth-token"])),
  });
};
