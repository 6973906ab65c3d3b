/**
 * Those who carry many stops out: each takes an id, brings it to its outcome, and takes the next.
 *
 * @module
 */
import * as Cause from "effect/Cause";
import type * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Either from "effect/Either";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as Mailbox from "effect/Mailbox";
import * as Option from "effect/Option";
import type { NotConfirmed } from "../errors/notConfirmed.ts";
import { InvalidTaskId } from "../errors/request.ts";
import * as Metrics from "../Metrics.ts";
import { attempts } from "../retry/attempts.ts";
import { RetryPolicy } from "../RetryPolicy.ts";
import type { StopOutcome, StopResult } from "../StopOutcome.ts";
import type { StopTaskError } from "../StopTaskError.ts";
import { isTaskId } from "../TaskId.ts";
import { abandoned, type Errand, outcomeOf } from "./Errand.ts";
import type { Feed } from "./Feed.ts";
import * as Ledger from "./Ledger.ts";
import * as Limiter from "./Limiter.ts";
import { makeRecord } from "./record.ts";
import * as Room from "./Room.ts";

/** What is to be done with each id, and how. */
export interface Plan<R> {
  readonly stop: (taskId: string) => Effect.Effect<void, StopTaskError, R>;
  /** What follows a stop that worked. */
  readonly conclude: (
    errand: Errand,
  ) => Effect.Effect<StopResult, StopTaskError | NotConfirmed, R>;
  readonly concurrency: number;
  readonly gracePeriod: Duration.Duration;
  /** Takes what nobody else takes any more. */
  readonly onInterrupt: (outcome: StopOutcome) => Effect.Effect<void>;
}

/** A crew at work. */
export interface Crew<E> {
  /** The next outcome; none when all is done. */
  readonly take: Effect.Effect<StopOutcome, Option.Option<E>>;
  /** Lets what is under way end within the grace time, and reports what nobody took. */
  readonly close: Effect.Effect<void>;
}

const isOverload = ({ _tag }: StopTaskError): boolean =>
  _tag === "NetworkBusy" || _tag === "Throttled";

/** Sets a crew to work. */
export const start = <E, R>(
  feed: Feed<E, R>,
  plan: Plan<R>,
): Effect.Effect<Crew<E>, never, R> =>
  Effect.gen(function* () {
    const clock = yield* Effect.clock;
    const policy = yield* RetryPolicy;
    const record = makeRecord(yield* Effect.metricLabels);
    const ledger = Ledger.make(clock);
    const limiter = Limiter.make(
      plan.concurrency,
      (limit) => Metrics.concurrency.unsafeUpdate(limit, []),
    );
    const outcomes = yield* Mailbox.make<StopOutcome, E>();
    // Twice as many as may send: a stop that waits to be tried again keeps nobody from sending.
    const members = plan.concurrency * 2;
    // Who has nobody to take what he has done does no more.
    const room = Room.make(members * 2);

    const abandon = (errand: Errand): StopOutcome =>
      abandoned(errand, ledger.halt() ?? Ledger.interrupted, clock);

    const carryOut = (errand: Errand): Effect.Effect<StopOutcome, never, R> => {
      const { taskId } = errand;
      if (!isTaskId(taskId)) {
        const invalid = new InvalidTaskId({ taskId }, true);
        return Effect.succeed(outcomeOf(errand, Either.left(invalid), clock));
      }
      const admitted = limiter.admit(ledger.attempt(errand, plan.stop(taskId)), isOverload);
      const attempt = Effect.suspend(() => ledger.halt() === undefined ? admitted : Effect.void);
      // The time of retries begins when the first has ended: the wait for room is not the service's.
      return attempts(attempt, policy, undefined, { "codearts.task_id": taskId }).pipe(
        Effect.flatMap(() =>
          errand.isStopped ? Effect.asSome(plan.conclude(errand)) : Effect.succeedNone
        ),
        Effect.match({
          onFailure: (error) => outcomeOf(errand, Either.left(error), clock),
          onSuccess: Option.match({
            onNone: () => abandon(errand),
            onSome: (result) => outcomeOf(errand, Either.right(result), clock),
          }),
        }),
      );
    };

    const deliver = (errand: Errand, outcome: StopOutcome): void => {
      ledger.settle(errand);
      outcomes.unsafeOffer(outcome);
      record(outcome);
    };

    const work: Effect.Effect<void, never, R> = Effect.suspend(() =>
      ledger.halt() === Ledger.interrupted ? Effect.void : Effect.flatMap(
        Effect.zipRight(room.take, feed.next(ledger.claim)),
        Option.match({
          onNone: () => Effect.sync(room.release),
          onSome: (errand) =>
            Effect.flatMap(carryOut(errand), (outcome) => {
              deliver(errand, outcome);
              return work;
            }),
        }),
      )
    );

    const crew = yield* Effect.forEach(Array(members).keys(), () => work, {
      concurrency: "unbounded",
      discard: true,
    }).pipe(
      // It is set to work where its end is made sure of, and that cannot be interrupted.
      Effect.interruptible,
      Effect.onExit((exit) =>
        Option.match(feed.failure(), {
          // Whoever interrupts it takes what is there himself.
          onNone: () => Exit.isInterrupted(exit) ? Effect.void : outcomes.done(exit),
          onSome: (failure) => outcomes.fail(failure),
        })
      ),
      Effect.forkDaemon,
    );

    /** What the feed still has. */
    const rest: Effect.Effect<void, never, R> = Effect.flatMap(
      feed.next(ledger.claim),
      Option.match({
        onNone: () => Effect.void,
        onSome: (errand) => {
          ledger.settle(errand);
          return Effect.zipRight(plan.onInterrupt(abandon(errand)), rest);
        },
      }),
    );
    const inTime = <R>(effect: Effect.Effect<void, never, R>) =>
      Effect.timeoutOption(Effect.interruptible(effect), plan.gracePeriod);

    const context = yield* Effect.context<R>();
    const close = Effect.gen(function* () {
      ledger.interrupt();
      yield* inTime(ledger.idle);
      yield* Fiber.interrupt(crew);
      const unread = yield* Effect.orElseSucceed(outcomes.clear, () => []);
      yield* Effect.forEach(unread, plan.onInterrupt, { discard: true });
      yield* Effect.forEach([...ledger.open].map(abandon), plan.onInterrupt, { discard: true });
      yield* inTime(rest);
      yield* feed.stop;
    });

    return {
      take: Effect.mapError(
        Effect.map(outcomes.take, (outcome) => {
          room.release();
          return outcome;
        }),
        (error) => Cause.isNoSuchElementException(error) ? Option.none() : Option.some(error),
      ),
      close: Effect.provide(close, context),
    };
  });
