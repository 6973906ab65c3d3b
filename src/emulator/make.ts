import * as Clock from "effect/Clock";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Either from "effect/Either";
import * as HashMap from "effect/HashMap";
import * as Option from "effect/Option";
import * as Redacted from "effect/Redacted";
import * as Ref from "effect/Ref";
import * as AccessKey from "./AccessKey.ts";
import * as Control from "./control.ts";
import { unlimited } from "./Capacity.ts";
import type { EmulatorError } from "./EmulatorError.ts";
import { makeFetch } from "./fetch.ts";
import { makeHandle } from "./handle.ts";
import { fromRequest } from "./Incoming.ts";
import { hostWith } from "./Host.ts";
import { type Options, settingsOf } from "./Options.ts";
import * as RecordedRequest from "./RecordedRequest.ts";
import { Emulator } from "./service.ts";
import * as State from "./State.ts";
import * as Task from "./Task.ts";
import * as Token from "./Token.ts";

/**
 * Makes an emulator with nothing in it. It holds no fiber and no resource, and runs on any runtime.
 *
 * @example
 * ```ts
 * import * as Emulator from "@codearts/check/emulator";
 *
 * const emulator = Emulator.make({ runDuration: "5 seconds", runOutcome: "failed" });
 * ```
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options: Options = {}): Effect.Effect<Emulator> =>
  Effect.gen(function* () {
    const settings = settingsOf(options);
    const runtime = yield* Effect.runtime<never>();
    const ref = yield* Ref.make<State.State>({
      ...State.empty,
      host: hostWith(options.hostAgency),
      stops: { ...unlimited, limit: options.concurrentStops ?? Infinity },
    });
    const handle = makeHandle(ref, settings);

    const change = <A>(
      f: (state: State.State, now: number) => Control.Change<A>,
    ): Effect.Effect<A, EmulatorError> =>
      Effect.flatMap(Clock.currentTimeMillis, (now) =>
        Effect.flatten(Ref.modify(ref, (state) =>
          Either.match(f(state, now), {
            onLeft: (error): readonly [Effect.Effect<A, EmulatorError>, State.State] => [
              Effect.fail(error),
              state,
            ],
            onRight: ([value, next]) => [Effect.succeed(value), next],
          }))));

    // A function, so that nothing that is shown of the emulator holds the state, and its tokens.
    const read = <A>(f: (state: State.State, now: number) => A): Effect.Effect<A> =>
      Effect.suspend(() =>
        Effect.zipWith(Ref.get(ref), Clock.currentTimeMillis, f)
      );
    const update = (f: (state: State.State) => State.State): Effect.Effect<void> =>
      Effect.suspend(() => Ref.update(ref, f));

    return Emulator.of({
      handle: (request) => Effect.suspend(() => handle(fromRequest(request))),
      fetch: makeFetch(handle, runtime),
      createProject: (options) =>
        change((state) => Control.createProject(state, options?.projectId)),
      createTask: (options = {}) => change((state, now) => Control.createTask(state, options, now)),
      startRun: (taskId, options = {}) =>
        change((state, now) => Control.startRun(state, taskId, options, settings, now)),
      task: (taskId) =>
        read((state, now) =>
          Option.map(HashMap.get(state.tasks, taskId), (task) => Task.snapshot(task, now))
        ),
      tasks: read((state, now) =>
        HashMap.toValues(state.tasks)
          .sort((one, other) => one.serial - other.serial)
          .map((task) => Task.snapshot(task, now))
      ),
      issueToken: (options) =>
        Effect.flatMap(Clock.currentTimeMillis, (now) => {
          const token = Token.fresh();
          const expiresAt = now + Duration.toMillis(options?.validFor ?? settings.tokenMillis);
          return Effect.as(
            update((state) => ({ ...state, tokens: Token.issue(state.tokens, token, expiresAt) })),
            Redacted.make(token),
          );
        }),
      revokeTokens: update((state) => ({ ...state, tokens: Token.revokeAll(state.tokens) })),
      issueAccessKey: (options) =>
        Effect.flatMap(Clock.currentTimeMillis, (now) => {
          const accessKey = AccessKey.freshId();
          const record = AccessKey.fresh(
            options?.validFor === undefined
              ? undefined
              : now + settings.clockSkew + Duration.toMillis(options.validFor),
          );
          return Effect.as(
            update((state) => ({
              ...state,
              accessKeys: HashMap.set(state.accessKeys, accessKey, record),
            })),
            AccessKey.shown(accessKey, record),
          );
        }),
      createUser: (user) => change((state) => Control.createUser(state, user)),
      createAgency: (agency) => change((state) => Control.createAgency(state, agency)),
      setHostAgency: (agency) => update((state) => ({ ...state, host: hostWith(agency) })),
      setConcurrentStops: (limit) =>
        update((state) => ({ ...state, stops: { ...state.stops, limit } })),
      faultNext: (count, fault, operation = "stop") =>
        change((state) => Control.faultNext(state, count, fault, operation)),
      clearFaults: update((state) => ({ ...state, faults: {} })),
      requests: read((state) => RecordedRequest.latest(state.requests)),
    });
  });
