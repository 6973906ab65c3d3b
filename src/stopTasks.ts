/**
 * Stops many check tasks.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import { toStringUnknown } from "effect/Inspectable";
import * as Stream from "effect/Stream";
import * as Crew from "./bulk/Crew.ts";
import * as Feed from "./bulk/Feed.ts";
import { InvalidRequest } from "./errors/request.ts";
import { clip } from "./errors/text.ts";
import { beforeDeadline } from "./confirm/beforeDeadline.ts";
import { stopOrLook } from "./confirm/stopOrLook.ts";
import { watch } from "./confirm/watch.ts";
import type { CallOptions } from "./http/call.ts";
import { durationOf } from "./http/durationOf.ts";
import type { StopOutcome } from "./StopOutcome.ts";
import { stopTask } from "./stopTask.ts";
import type { Target } from "./Target.ts";
import type { TokenService } from "./TokenService.ts";

export { NotAttempted, StopInterrupted } from "./errors/unfinished.ts";
export type { StopOutcome, StopResult } from "./StopOutcome.ts";

/**
 * How many tasks are stopped.
 *
 * @since 0.1.0
 * @category options
 */
export interface StopTasksOptions extends CallOptions {
  /** How many stops may be under way at a time at most, from 1 on; 16 by default. */
  readonly concurrency?: number | undefined;
  /**
   * Whether each task is watched until it does not run, as by `stopAndConfirm`; then the outcome has
   * the status that it ended with. Off by default.
   */
  readonly confirm?: boolean | undefined;
  /** How long a task is watched after its stop; 5 minutes by default. A number counts milliseconds. */
  readonly deadline?: Duration.DurationInput | undefined;
  /**
   * How long an interruption waits for the stops that are under way; 10 seconds by default. A
   * number counts milliseconds.
   */
  readonly gracePeriod?: Duration.DurationInput | undefined;
  /**
   * Takes the outcomes that come after an interruption, those of the ids that were not attempted
   * among them. By default a warning in the log says how many there are.
   */
  readonly onInterrupt?: ((outcome: StopOutcome) => Effect.Effect<void>) | undefined;
}

const defaultGrace = Duration.seconds(10);
const defaultDeadline = Duration.minutes(5);

/** What becomes of the outcomes of an interrupted program: the log says how many. */
interface Unread {
  readonly onInterrupt: (outcome: StopOutcome) => Effect.Effect<void>;
  readonly report: Effect.Effect<void>;
}

const inLog = (): Unread => {
  const counts = new Map<string, number>();
  return {
    onInterrupt: ({ result }) =>
      Effect.sync(() => {
        const outcome = result._tag === "Right" ? "Stopped" : result.left._tag;
        counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
      }),
    report: Effect.suspend(() =>
      counts.size === 0 ? Effect.void : Effect.annotateLogs(
        Effect.logWarning("The stops were interrupted before all outcomes were read"),
        Object.fromEntries(counts),
      )
    ),
  };
};

/** The ids as a stream; a single text is an id, and no sequence of characters. */
const streamOf = <E, R>(
  taskIds: Iterable<string> | Stream.Stream<string, E, R>,
): Stream.Stream<string, E, R> => {
  if (typeof taskIds === "string") return Stream.succeed(taskIds);
  return Stream.StreamTypeId in taskIds ? taskIds : Stream.fromIterable(taskIds);
};

/**
 * Stops many check tasks: ids in, outcomes out, each as soon as it is known.
 *
 * Every id has exactly one outcome, in no particular order; one that came by within the last 100,000
 * is merged with its first. A failure is an outcome, and not the end: a bad id, a task that is gone.
 * What passes is tried again as the `RetryPolicy` in the context says.
 *
 * At most `options.concurrency` stops are under way at a time (16 by default), and fewer where the
 * service does not bear so many: `NetworkBusy` and `Throttled` halve the number, successes raise it
 * one by one. Nobody is sent more than the program takes: outcomes that are not read hold the stops
 * up.
 *
 * When the credentials are refused, or no permission is had and none was before, nothing more is
 * sent: the rest come out as `NotAttempted`. An interruption sends nothing more either: it waits for
 * what is under way (`options.gracePeriod`, 10 seconds by default), and hands what was not done to
 * `options.onInterrupt`.
 *
 * Fails with `InvalidRequest` where an option means nothing, and as the stream of ids fails, after
 * the outcomes of those that came before.
 *
 * @example
 * ```ts
 * import * as Effect from "effect/Effect";
 * import * as Either from "effect/Either";
 * import * as Stream from "effect/Stream";
 * import { stopTasks } from "@codearts/check";
 *
 * const taskIds = ["5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d", "0c9b8a7f6e5d5a0f6e7d8c9b4a3f2e1d"];
 *
 * const program = stopTasks(taskIds, { region: "cn-north-4" }).pipe(
 *   Stream.runForEach(({ result, taskId }) =>
 *     Either.isRight(result)
 *       ? Effect.log(`${taskId} stopped`)
 *       : Effect.logError(`${taskId}: ${result.left.message}`)
 *   ),
 * );
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const stopTasks = <E = never, R = never>(
  taskIds: Iterable<string> | Stream.Stream<string, E, R>,
  target: Target,
  options?: StopTasksOptions,
): Stream.Stream<StopOutcome, E | InvalidRequest, R | HttpClient | TokenService> =>
  Stream.unwrapScoped(Effect.gen(function* () {
    const { concurrency = 16, confirm = false } = options ?? {};
    if (!Number.isSafeInteger(concurrency) || concurrency < 1 || concurrency > 10_000) {
      const given = clip(toStringUnknown(concurrency), 64);
      const detail = `the concurrency ${given} is none: expected a whole number from 1 to 10000`;
      return yield* new InvalidRequest({ detail }, true);
    }
    const grace = yield* durationOf("the grace period", options?.gracePeriod, defaultGrace);
    const deadline = yield* durationOf("the deadline", options?.deadline, defaultDeadline);
    const unread = inLog();
    const pull = yield* Stream.toPull(streamOf(taskIds));
    const crew = yield* Effect.acquireRelease(
      Crew.start<E, R | HttpClient | TokenService>(Feed.make(pull), {
        stop: (taskId) =>
          confirm
            ? Effect.asVoid(stopOrLook(taskId, target, options))
            : stopTask(taskId, target, options),
        conclude: (errand) =>
          confirm
            ? beforeDeadline(
              errand.taskId,
              deadline,
              () => errand.attempts,
              (onStatus) =>
                Effect.map(
                  watch(errand.taskId, target, options, onStatus),
                  (status) => ({ status }),
                ),
            )
            : Effect.succeed({ status: undefined }),
        concurrency,
        gracePeriod: grace,
        onInterrupt: options?.onInterrupt ?? unread.onInterrupt,
      }),
      (crew) => Effect.zipRight(crew.close, unread.report),
    );
    return Stream.repeatEffectOption(crew.take);
  })).pipe(Stream.withSpan("codearts.check.stopTasks", { captureStackTrace: false }));
