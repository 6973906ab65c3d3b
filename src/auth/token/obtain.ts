/**
 * Gets a token: the one that somebody else got meanwhile, the one in the store, or a new one.
 *
 * @module
 */
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { TokenUnavailable } from "../../errors/authentication.ts";
import type { TokenSettings } from "./Options.ts";
import { put, take } from "./patience.ts";
import type { Held, Slot } from "./Slot.ts";
import type { Token } from "./Token.ts";
import { inTurn } from "./turn.ts";

/** The longest pause that is kept because IAM asks for it, in milliseconds. */
const longestPause = 5 * 60_000;

/** After a refresh ahead of time failed, the next one waits so long, in milliseconds. */
const betweenRefreshes = 10_000;

/** Whether a token is good enough for a caller. */
export type Serves = (token: Token, now: number) => boolean;

/** What a caller is told who comes while an error is held. */
const repeated = ({ error, until }: Held, now: number): TokenUnavailable => {
  const left = Duration.millis(until - now);
  return new TokenUnavailable({
    reason: `${error.reason} (IAM is not asked again for another ${Duration.format(left)})`,
    retryable: error.retryable,
    ...(error.retryable && { retryAfter: left }),
  }, true);
};

const keep = (slot: Slot, token: Token): Token => {
  slot.token = token;
  slot.held = undefined;
  slot.refreshFrom = 0;
  return token;
};

/**
 * A refusal is remembered: asking again would lock the account. It ends refreshes ahead of time
 * too, until a caller needs a token. An outage answers those who waited, and holds nobody else,
 * unless IAM asked for a pause.
 */
const remember = (
  slot: Slot,
  settings: TokenSettings,
  error: TokenUnavailable,
): Effect.Effect<void> =>
  Effect.clockWith((clock) => {
    const now = clock.unsafeCurrentTimeMillis();
    const pause = Math.min(Duration.toMillis(error.retryAfter ?? 0), longestPause);
    const hold = error.retryable ? pause : settings.rememberRefusal;
    slot.failures++;
    slot.failure = error;
    slot.held = hold > 0 ? { error, until: now + hold } : undefined;
    slot.refreshFrom = error.retryable ? now + Math.max(pause, betweenRefreshes) : Infinity;
    return Effect.logDebug(`No new token: ${error.reason}`);
  });

const fromStore = (
  slot: Slot,
  settings: TokenSettings,
  serves: Serves,
): Effect.Effect<Token | undefined> => {
  const { store } = settings;
  if (store === undefined || slot.key === undefined) return Effect.succeed(undefined);
  return Effect.flatMap(
    take(store, slot.key),
    (token) =>
      Effect.clockWith((clock) =>
        Effect.succeed(
          token !== undefined && Redacted.value(token.value) !== slot.rejected &&
            serves(token, clock.unsafeCurrentTimeMillis())
            ? keep(slot, token)
            : undefined,
        )
      ),
  );
};

const fromIam = (
  slot: Slot,
  settings: TokenSettings,
  issue: Effect.Effect<Token, TokenUnavailable>,
): Effect.Effect<Token, TokenUnavailable> => {
  const { store } = settings;
  const { key } = slot;
  return issue.pipe(
    Effect.tapError((error) => remember(slot, settings, error)),
    Effect.map((token) => keep(slot, token)),
    Effect.tap((token) =>
      store === undefined || key === undefined ? Effect.void : put(store, key, token)
    ),
  );
};

/** An error that answers this caller without asking: held, and of this kind. */
const heldFor = (slot: Slot, now: number, retryable: boolean): TokenUnavailable | undefined =>
  slot.held !== undefined && now < slot.held.until && slot.held.error.retryable === retryable
    ? repeated(slot.held, now)
    : undefined;

/**
 * Gets a token that serves, in turn: for all who wait, one asks. It looks again once it is its
 * turn, so that whoever was interrupted while asking takes nobody along; who waited for an attempt
 * that failed is told its error.
 */
export const obtain = (
  slot: Slot,
  settings: TokenSettings,
  issue: Effect.Effect<Token, TokenUnavailable>,
  serves: Serves,
): Effect.Effect<Token, TokenUnavailable> =>
  Effect.suspend(() => {
    const seen = slot.failures;
    const attempt = Effect.clockWith((clock): Effect.Effect<Token, TokenUnavailable> => {
      const now = clock.unsafeCurrentTimeMillis();
      if (slot.token !== undefined && serves(slot.token, now)) return Effect.succeed(slot.token);
      if (slot.failure !== undefined && slot.failures !== seen) return Effect.fail(slot.failure);
      const refused = heldFor(slot, now, false);
      if (refused !== undefined) return Effect.fail(refused);
      return Effect.flatMap(fromStore(slot, settings, serves), (found) => {
        if (found !== undefined) return Effect.succeed(found);
        const paused = heldFor(slot, now, true);
        return paused === undefined ? fromIam(slot, settings, issue) : Effect.fail(paused);
      });
    });
    return inTurn(slot, settings, attempt);
  });
