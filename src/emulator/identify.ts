import type * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Ref from "effect/Ref";
import { authenticate, authenticateSignature } from "./authenticate.ts";
import type { Incoming } from "./Incoming.ts";
import type { Settings } from "./Options.ts";
import type { Reply } from "./Reply.ts";
import * as requestBody from "./requestBody.ts";
import { isSigned } from "./signature.ts";
import type { State } from "./State.ts";

/** A request whose proof was looked at. */
export interface Identified {
  /** The request, whose body may have been read meanwhile. */
  readonly incoming: Incoming;
  /** The refusal of its proof; nothing when the proof is good. */
  readonly refusalOf: (state: State, now: number) => Reply | undefined;
}

/** Looks at the proof of a request. A signature covers the body, which is read first, for that. */
export const identify = (
  ref: Ref.Ref<State>,
  settings: Settings,
  incoming: Incoming,
  requestId: string,
  clock: Clock.Clock,
): Effect.Effect<Identified, Reply> => {
  if (!isSigned(incoming.headers)) {
    return Effect.succeed({
      incoming,
      refusalOf: (state, now) => authenticate(state.tokens, incoming, now, requestId),
    });
  }
  return Effect.gen(function* () {
    const body = yield* requestBody.bytes(incoming, requestId);
    const { accessKeys } = yield* Ref.get(ref);
    const now = clock.unsafeCurrentTimeMillis() + settings.clockSkew;
    const refusal = yield* Effect.promise(() =>
      authenticateSignature(accessKeys, incoming, body, now, requestId)
    );
    return {
      incoming: { ...incoming, bytes: () => Promise.resolve(body) },
      refusalOf: () => refusal,
    };
  });
};
