import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Ref from "effect/Ref";
import type { Settings } from "./Options.ts";
import { busy, type Reply } from "./Reply.ts";
import type { State } from "./State.ts";

const change = (ref: Ref.Ref<State>, by: number): Effect.Effect<void> =>
  Ref.update(ref, (state) => ({
    ...state,
    stops: { ...state.stops, underWay: state.stops.underWay + by },
  }));

/** A stop that takes its time, where there is room for it; busy where there is none. */
export const withinCapacity = (
  ref: Ref.Ref<State>,
  settings: Settings,
  perform: Effect.Effect<Reply>,
): Effect.Effect<Reply> =>
  Effect.flatMap(Ref.get(ref), ({ stops }) => {
    if (stops.underWay >= stops.limit) return Effect.succeed(busy);
    if (settings.stopMillis === 0 && stops.limit === Infinity) return perform;
    return Effect.acquireUseRelease(
      change(ref, 1),
      () => Effect.delay(perform, Duration.millis(settings.stopMillis)),
      () => change(ref, -1),
    );
  });
