/**
 * Proofs of identity that are renewed, signed and looked up.
 *
 * @module
 */
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as ManagedRuntime from "effect/ManagedRuntime";
import * as Redacted from "effect/Redacted";
import * as Ref from "effect/Ref";
import { AccessKey, IamPassword, stopTask, TokenService } from "../../../mod.ts";
import { withHeader } from "../../../src/http/request.ts";
import { type Check, hour, same, type Setting } from "./Check.ts";
import { secrets } from "./secrets.ts";

/** A token that expired, and a fresh one that a renewal brings: a program's own service. */
const renewing = ({ cloud }: Setting) =>
  Effect.gen(function* () {
    const stale = Redacted.value(yield* cloud.token(0));
    const current = yield* Ref.make(stale);
    const renewals = yield* Ref.make(0);
    const fresh = yield* Deferred.make<void>();
    const service = TokenService.of({
      authorize: (request) =>
        Effect.map(Ref.get(current), (token) => withHeader(request, "x-auth-token", token)),
      renew: (rejected) =>
        Effect.gen(function* () {
          if (rejected.headers["x-auth-token"] !== stale) return true;
          if ((yield* Ref.getAndUpdate(renewals, (n) => n + 1)) > 0) {
            yield* Deferred.await(fresh);
            return true;
          }
          yield* Ref.set(current, Redacted.value(yield* cloud.token(hour)));
          return yield* Deferred.succeed(fresh, undefined);
        }),
    });
    return { service, renewals };
  });

const replay: Check = {
  name: "replays once after a renewal",
  run: (setting) =>
    Effect.gen(function* () {
      const { renewals, service } = yield* renewing(setting);
      const taskId = yield* setting.cloud.task;
      yield* stopTask(taskId, { endpoint: setting.cloud.url }).pipe(
        Effect.provideService(TokenService, service),
        Effect.provide(setting.client),
      );
      const { requests, status } = yield* setting.cloud.state(taskId);
      const statuses = requests.map((request) => request.status);
      yield* same("replies, state", [statuses, status], [[401, 200], 3]);
      yield* same("renewals", yield* Ref.get(renewals), 1);
    }),
};

const replayMany: Check = {
  name: "replays 40 calls that were refused at once",
  run: (setting) =>
    Effect.gen(function* () {
      const { service } = yield* renewing(setting);
      const taskIds = yield* Effect.replicateEffect(setting.cloud.task, 40);
      yield* Effect.forEach(
        taskIds,
        (taskId) => stopTask(taskId, { endpoint: setting.cloud.url }),
        { concurrency: "unbounded", discard: true },
      ).pipe(Effect.provideService(TokenService, service), Effect.provide(setting.client));
      const states = yield* Effect.forEach(taskIds, setting.cloud.state);
      yield* same("stopped", states.filter(({ status }) => status === 3).length, 40);
    }),
};

const signing: Check = {
  name: "signs with an access key, and learns the gateway's clock",
  run: ({ client, cloud }) =>
    Effect.gen(function* () {
      const signed = stopTask("signed0", { endpoint: `${cloud.url}/signed` });
      yield* Effect.provide(
        Effect.zipRight(signed, signed),
        AccessKey.layer({
          accessKey: secrets.accessKey,
          secretKey: Redacted.make(secrets.secretKey),
          projectId: "0bcc05efb100f2a92f53c011f262dfa0",
        }),
      );
      const wrong = AccessKey.layer({
        accessKey: secrets.accessKey,
        secretKey: Redacted.make("another"),
      });
      const error = yield* Effect.flip(Effect.provide(signed, wrong));
      yield* same("a wrong key", error._tag, "AuthRejected");
    }).pipe(Effect.provide(client)),
};

/** Cloudflare kills who waits for another request: there, each caller may look it up itself. */
const isWorkerd = (): boolean => globalThis.navigator?.userAgent === "Cloudflare-Workers";

const password: Check = {
  name: "gets a token from IAM, once for 40 cold callers",
  run: ({ client, cloud }) =>
    Effect.gen(function* () {
      const user = `user-${yield* cloud.task}`;
      const tokens = IamPassword.layer({
        domain: "account",
        user,
        password: Redacted.make(secrets.secretKey),
        project: "cn-north-4",
        endpoint: cloud.url,
      });
      const runtime = ManagedRuntime.make(Layer.provideMerge(tokens, client));
      const taskIds = yield* Effect.replicateEffect(cloud.task, 40);
      for (const _ of ["cold", "warm"]) {
        yield* Effect.promise(() =>
          Promise.all(
            taskIds.map((taskId) => runtime.runPromise(stopTask(taskId, { endpoint: cloud.url }))),
          )
        );
        const issued = yield* cloud.issued(user);
        yield* same("tokens issued", isWorkerd() ? issued <= 40 : issued, isWorkerd() || 1);
      }
      yield* Effect.promise(() => runtime.dispose());
    }),
};

/** The checks of this file. */
export const proofs: ReadonlyArray<Check> = [replay, replayMany, signing, password];
