/**
 * How a token is kept fresh: the options of every `TokenService` that fetches its token.
 *
 * @module
 */
import * as Duration from "effect/Duration";
import * as Either from "effect/Either";
import { toStringUnknown } from "effect/Inspectable";
import * as Option from "effect/Option";
import { clip } from "../../errors/text.ts";
import type { TokenStore } from "./Store.ts";

/**
 * How a token is kept fresh, and where.
 *
 * @since 0.1.0
 * @category models
 */
export interface TokenOptions {
  /**
   * How long before its end a token is refreshed in the background, while it still serves; 5 minutes
   * by default, and no more than half of its life.
   */
  readonly refreshBefore?: Duration.DurationInput | undefined;
  /**
   * How long before its end a token no longer serves, and callers wait for the new one; 5 seconds by
   * default. If none can be had, it serves to its end.
   */
  readonly waitBefore?: Duration.DurationInput | undefined;
  /**
   * How long a refusal by IAM answers every caller without asking again; 60 seconds by default.
   * Wrong passwords lock an account, by default after five.
   */
  readonly rememberRefusal?: Duration.DurationInput | undefined;
  /** How long one call of IAM may take; 30 seconds by default. */
  readonly timeout?: Duration.DurationInput | undefined;
  /**
   * Where a token is kept beyond the process, so that others share it; nowhere by default. It costs
   * a look where the process has no token, and a write for each new one.
   */
  readonly store?: TokenStore | undefined;
  /**
   * Where a token lives: in the `"process"` (or isolate), where every layer with the same options
   * finds it, or in this `"service"` alone, as tests may want it. By default in the process.
   */
  readonly memory?: "process" | "service" | undefined;
  /**
   * How callers come to ask IAM once and not a thousand times. `"shared"`: they wait for the one who
   * asks, and refreshes run in the background. `"perRequest"`: no request waits on a promise of
   * another, which Cloudflare Workers kills; each looks by a timer of its own whether there is a
   * token now, for 2 seconds, and refreshes are done in line, or by `waitUntil`. By default
   * `"perRequest"` where `navigator.userAgent` says `Cloudflare-Workers`, else `"shared"`.
   */
  readonly coordination?: "shared" | "perRequest" | undefined;
  /**
   * Takes the promise of a refresh in the background, and keeps the request's host alive for it: such
   * as `waitUntil` of the module `cloudflare:workers`, which knows the request it is called from.
   */
  readonly waitUntil?: ((promise: Promise<unknown>) => void) | undefined;
}

/** The options as they are used: milliseconds, and defaults filled in. */
export interface TokenSettings {
  readonly refreshBefore: number;
  readonly waitBefore: number;
  readonly rememberRefusal: number;
  readonly timeout: Duration.Duration;
  readonly store: TokenStore | undefined;
  readonly isProcessWide: boolean;
  readonly isShared: boolean;
  readonly waitUntil: ((promise: Promise<unknown>) => void) | undefined;
}

const defaults = {
  refreshBefore: "5 minutes",
  waitBefore: "5 seconds",
  rememberRefusal: "60 seconds",
  timeout: "30 seconds",
} as const;

/** A host that kills a request which waits on another's promise. */
const isWorkerd = (): boolean => globalThis.navigator?.userAgent === "Cloudflare-Workers";

type DurationName = keyof typeof defaults;

const names: ReadonlyArray<DurationName> = [
  "refreshBefore",
  "waitBefore",
  "rememberRefusal",
  "timeout",
];

const durationOf = (options: TokenOptions, name: DurationName): Option.Option<Duration.Duration> =>
  Duration.decodeUnknown(options[name] ?? defaults[name]);

/** The settings, or what is wrong with the first option that cannot work. */
export const settingsOf = (options: TokenOptions): Either.Either<TokenSettings, string> => {
  const wrong = names.find((name) => Option.isNone(durationOf(options, name)));
  if (wrong !== undefined) {
    return Either.left(
      `the option ${wrong} is no duration (${
        clip(toStringUnknown(options[wrong]), 64)
      }): expected milliseconds, or text such as "${defaults[wrong]}"`,
    );
  }
  const duration = (name: DurationName): Duration.Duration =>
    Option.getOrElse(durationOf(options, name), () => Duration.decode(defaults[name]));
  return Either.right({
    refreshBefore: Duration.toMillis(duration("refreshBefore")),
    waitBefore: Duration.toMillis(duration("waitBefore")),
    rememberRefusal: Duration.toMillis(duration("rememberRefusal")),
    timeout: duration("timeout"),
    store: options.store,
    isProcessWide: options.memory !== "service",
    isShared: (options.coordination ?? (isWorkerd() ? "perRequest" : "shared")) === "shared",
    waitUntil: options.waitUntil,
  });
};
