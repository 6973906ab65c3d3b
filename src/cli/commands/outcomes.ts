/**
 * Carries many stops out, tells of each, and lets go of the rest in order when it is interrupted.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Either from "effect/Either";
import * as Fiber from "effect/Fiber";
import * as Stream from "effect/Stream";
import type { StopOutcome } from "../../StopOutcome.ts";
import type { Stopping } from "../arguments/Request.ts";
import { Io } from "../Io.ts";
import { command as name } from "../name.ts";
import { paintOf } from "../output/Paint.ts";
import { printable } from "../output/printable.ts";
import * as Progress from "../output/Progress.ts";
import { failedOf, kindsOf, spanOf, type Tally } from "../output/progressLine.ts";
import { wordsOf } from "./session.ts";

/** What became of a task, and what else is known of it. */
export interface Outcome extends Pick<StopOutcome, "result" | "taskId"> {
  /** What people know the task by. */
  readonly label?: string | undefined;
  /** What programs are told of it besides. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
}

/** Many stops. */
export interface Stops<E, R> {
  readonly outcomes: (
    onInterrupt: (outcome: StopOutcome) => Effect.Effect<void>,
  ) => Stream.Stream<Outcome, E, R>;
  /** How many there will be, where that is known. */
  readonly total: () => number | undefined;
  /** How many are under way. */
  readonly underWay: (done: number) => number | undefined;
  /** Whether each success has its line; failures always have one. */
  readonly showEach: boolean;
  /** What is said when there was nothing to stop. */
  readonly nothing: string;
}

/** Whether it is to be stopped still. */
const isLeft = ({ result }: StopOutcome): boolean => Either.isLeft(result) && result.left.retryable;

const jsonOf = ({ fields, result, taskId }: Outcome): string =>
  JSON.stringify(
    Either.isRight(result)
      ? { taskId, ...fields, result: "stopped", status: result.right.status }
      : { taskId, ...fields, result: "failed", error: result.left },
  );

/**
 * Runs them to their end. The exit code: 0 when all stopped, 1 when some did not. When it is
 * interrupted, what is under way may end, and what is left comes on standard output, as
 * `--from-file` takes it.
 */
export const carryOut = <E, R>(
  request: Stopping,
  stops: Stops<E, R>,
): Effect.Effect<number, E, R | Io> =>
  Effect.scoped(Effect.gen(function* () {
    const io = yield* Io;
    const paint = yield* paintOf(request);
    const tally: Tally = { stopped: 0, failures: new Map() };
    const progress = yield* Progress.start(tally, stops.total, paint);
    let left = 0;

    const count = ({ result }: Outcome): void => {
      if (Either.isRight(result)) tally.stopped++;
      else {
        const { _tag } = result.left;
        tally.failures.set(_tag, (tally.failures.get(_tag) ?? 0) + 1);
      }
    };

    const tell = (outcome: Outcome): Effect.Effect<void> =>
      Effect.suspend(() => {
        count(outcome);
        const { label, result, taskId } = outcome;
        if (request.json) return progress.aside(io.out(jsonOf(outcome)));
        const what = [taskId, label].filter((text) => text !== undefined).map(printable).join("  ");
        if (Either.isRight(result)) {
          return stops.showEach
            ? progress.line(`${paint("green", "stopped")}  ${what}`)
            : Effect.void;
        }
        // Of a file of them, one word at the end says enough.
        return !stops.showEach && result.left._tag === "NotAttempted" ? Effect.void : progress.line(
          `${paint("red", "failed")}   ${what}  ${wordsOf(result.left, request)}`,
        );
      });

    const tellLeft = (outcome: StopOutcome): Effect.Effect<void> =>
      Effect.suspend(() => {
        if (request.json || !isLeft(outcome)) return tell(outcome);
        const { result, taskId } = outcome;
        const why = Either.isLeft(result) && result.left._tag !== "NotAttempted"
          ? `  # ${result.left._tag}`
          : "";
        const head = "# Interrupted: these are left. To go on, save this, and run: " +
          `${name} stop --from-file <file>\n`;
        return progress.aside(io.out(`${left++ === 0 ? head : ""}${printable(taskId)}${why}`));
      });

    const summary = Effect.suspend(() => {
      const failures = failedOf(tally);
      const done = tally.stopped + failures + left;
      if (request.json || (done === 1 && stops.showEach)) return Effect.void;
      if (done === 0) return progress.end(stops.nothing);
      const failed = failures === 0 ? "" : `, ${failures} failed (${kindsOf(tally)})`;
      const rest = left === 0 ? "" : `, ${left} left`;
      return Effect.flatMap(
        progress.seconds,
        (seconds) => progress.end(`${tally.stopped} stopped${failed}${rest} in ${spanOf(seconds)}`),
      );
    });

    const running = yield* Effect.fork(Stream.runForEach(stops.outcomes(tellLeft), tell));
    yield* Effect.onInterrupt(Fiber.join(running), () =>
      Effect.gen(function* () {
        const count = stops.underWay(tally.stopped + failedOf(tally));
        const what = count === undefined ? "the stops under way" : `${count} stops`;
        yield* progress.line(
          paint("yellow", `Interrupted: finishing ${what}; Ctrl-C again to end at once.`),
        );
        yield* Fiber.interrupt(running);
        yield* summary;
      }));
    yield* summary;
    return tally.failures.size === 0 ? 0 : 1;
  }));
