/**
 * What holds of a call on the runtime's own `fetch`: success, redirect, limits, aborts and load.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Layer from "effect/Layer";
import * as ManagedRuntime from "effect/ManagedRuntime";
import { StaticToken, stopTask } from "../../../mod.ts";
import type { State } from "./Cloud.ts";
import { type Check, errorOf, hour, same, type Setting, stop } from "./Check.ts";

const fresh = ({ cloud }: Setting) => Effect.all([cloud.task, cloud.token(hour)]);

const success: Check = {
  name: "stops a check, and sends no trace",
  run: (setting) =>
    Effect.gen(function* () {
      const [taskId, token] = yield* fresh(setting);
      yield* Effect.withSpan(stop(setting, taskId, token), "outer");
      const { requests, status, stops } = yield* setting.cloud.state(taskId);
      yield* same("state", [status, stops, requests.length], [3, 1, 1]);
      const names = requests.flatMap(({ headerNames }) => headerNames);
      const unasked = names.filter((name) => /^(?:b3|traceparent|x-b3-.*|cookie)$/.test(name));
      yield* same("trace headers", unasked, []);
      yield* same("own headers", ["accept", "x-auth-token"].every((_) => names.includes(_)), true);
    }),
};

const redirect: Check = {
  name: "follows no redirect",
  run: (setting) =>
    Effect.gen(function* () {
      const [taskId, token] = yield* fresh(setting);
      const elsewhere = yield* setting.cloud.task;
      yield* setting.cloud.fault("redirect", elsewhere);
      const error = yield* errorOf(stop(setting, taskId, token));
      yield* same("the error", [error._tag, "status" in error && error.status], [
        "UnexpectedResponse",
        307,
      ]);
      yield* same("who got the token", (yield* setting.cloud.state(elsewhere)).requests, []);
    }),
};

const endless: Check = {
  name: "reads no further than 64 KiB of an endless reply",
  run: (setting) =>
    Effect.gen(function* () {
      const [taskId, token] = yield* fresh(setting);
      yield* setting.cloud.fault("endless");
      const error = yield* errorOf(stop(setting, taskId, token));
      yield* same("the error", error._tag, "UnexpectedResponse");
      yield* Effect.repeat(Effect.delay(setting.cloud.open, "10 millis"), {
        until: (open) => open === 0,
      });
    }),
};

const hungUp = ({ requests }: State): boolean => requests.some(({ status }) => status === null);
const arrived = ({ stops }: State): boolean => stops === 1;

const timeout: Check = {
  name: "hangs up when the reply does not come in time",
  run: (setting) =>
    Effect.gen(function* () {
      const [taskId, token] = yield* fresh(setting);
      yield* setting.cloud.fault("late");
      const error = yield* errorOf(stop(setting, taskId, token, { timeout: "200 millis" }));
      yield* same("the error", error._tag, "RequestTimedOut");
      yield* setting.cloud.until(taskId, hungUp);
    }),
};

const timeoutInBody: Check = {
  name: "times out while a body is read",
  run: (setting) =>
    Effect.gen(function* () {
      const [taskId, token] = yield* fresh(setting);
      yield* setting.cloud.fault("lateBody");
      const error = yield* errorOf(stop(setting, taskId, token, { timeout: "200 millis" }));
      yield* same("the error", error._tag, "RequestTimedOut");
    }),
};

const interruption: Check = {
  name: "hangs up when it is interrupted",
  run: (setting) =>
    Effect.gen(function* () {
      const [taskId, token] = yield* fresh(setting);
      yield* setting.cloud.fault("late");
      const fiber = yield* Effect.fork(stop(setting, taskId, token));
      yield* setting.cloud.until(taskId, arrived);
      yield* Fiber.interrupt(fiber);
      yield* setting.cloud.until(taskId, hungUp);
    }),
};

const aborted: Check = {
  name: "hangs up when a signal aborts it",
  run: (setting) =>
    Effect.gen(function* () {
      const [taskId, token] = yield* fresh(setting);
      yield* setting.cloud.fault("late");
      const controller = new AbortController();
      const { signal } = controller;
      const outcome = Effect.runPromise(stop(setting, taskId, token), { signal })
        .then(() => "stopped", () => "rejected");
      yield* setting.cloud.until(taskId, arrived);
      controller.abort();
      yield* same("the promise", yield* Effect.promise(() => outcome), "rejected");
      yield* setting.cloud.until(taskId, hungUp);
    }),
};

const load: Check = {
  name: "serves 40 cold calls at once, and 200 warm ones",
  run: ({ client, cloud }) =>
    Effect.gen(function* () {
      const token = yield* cloud.token(hour);
      const runtime = ManagedRuntime.make(Layer.merge(client, StaticToken.layer(token)));
      const taskIds = yield* Effect.replicateEffect(cloud.task, 40);
      const stopAll = Effect.promise(() =>
        Promise.all(
          taskIds.map((taskId) => runtime.runPromise(stopTask(taskId, { endpoint: cloud.url }))),
        )
      );
      yield* Effect.repeatN(stopAll, 5);
      const states = yield* Effect.forEach(taskIds, cloud.state);
      yield* same("stops", states.every(({ status, stops }) => status === 3 && stops === 6), true);
      yield* Effect.promise(() => runtime.dispose());
    }),
};

/** The checks of this file. */
export const calls: ReadonlyArray<Check> = [
  success,
  redirect,
  endless,
  timeout,
  timeoutInBody,
  interruption,
  aborted,
  load,
];
