/**
 * An access key, a stop that is signed with it, and a gateway that looks at the date of signatures.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/TestClock";
import {
  AccessKey,
  type CallOptions,
  stopTask,
  type StopTaskError,
  TokenService,
} from "../../mod.ts";
import { type Call, clientOn, json } from "./fetch.ts";
import { target, taskId } from "./program.ts";

export const secretKey: string = "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc";

export const securityToken: string = `gQpjb${"bi1ub3J0aC00/+".repeat(9)}==`;

export const permanent: AccessKey.Options = {
  accessKey: "QTWAOYTTINDUT2QVKYUC",
  secretKey: Redacted.make(secretKey),
};

export const temporary: AccessKey.Options = {
  ...permanent,
  securityToken: Redacted.make(securityToken),
  projectId: "0bcc05efb100f2a92f53c011f262dfa0",
};

/** One stop of the usual task with a service that is made once, as a layer that is shared is. */
export const stopVia = (
  service: TokenService,
  fetch: typeof globalThis.fetch,
  options?: CallOptions,
): Effect.Effect<void, StopTaskError> =>
  stopTask(taskId, target, options).pipe(
    Effect.provide(clientOn(fetch)),
    Effect.provideService(TokenService, service),
  );

/** One stop of the usual task with the layer of an access key. */
export const stopWith = (
  options: AccessKey.Options,
  fetch: typeof globalThis.fetch,
): Effect.Effect<void, StopTaskError> =>
  stopTask(taskId, target).pipe(
    Effect.provide(clientOn(fetch)),
    Effect.provide(AccessKey.layer(options)),
  );

/** The date of a signature, in milliseconds since 1970. */
export const signedAt = (call: Call | undefined): number =>
  Date.parse(
    (call?.headers.get("x-sdk-date") ?? "").replace(
      /^(....)(..)(..T..)(..)(..Z)$/,
      "$1-$2-$3:$4:$5",
    ),
  );

const basic = (millis: number): string => new Date(millis).toISOString().replace(/[-:]|\.\d+/g, "");

/** The refusal of a date, in the gateway's own words. */
export const expiredSignature = (signed: number, server: number): Response =>
  json(401, {
    error_msg: "Incorrect IAM authentication information: calc aksk signature fail:" +
      `signature expired, signature time:${basic(signed)},server time:${basic(server)}`,
    error_code: "APIGW.0301",
    request_id: "2db4dab3ea3849bcb47b6478738635bd",
  });

/** Answers as the gateway does whose clock shows `now()`: no date may be more than 15 minutes off. */
export const gateway = (now: () => number) => (_n: number, call: Call): Response => {
  const signed = signedAt(call);
  return Math.abs(signed - now()) > 15 * 60_000 ? expiredSignature(signed, now()) : json(200, null);
};

export const minute: number = 60_000;

export const start: number = Date.UTC(2026, 0, 2, 3, 4, 5);

/** This machine's clock, and the gateway's, which is ahead of it by `ahead.by`. */
export interface Clocks {
  readonly ahead: { by: number };
  readonly here: () => number;
  readonly there: () => number;
}

/** Two clocks that agree at first, both on the test's. */
export const clocks: Effect.Effect<Clocks> = Effect.gen(function* () {
  yield* TestClock.setTime(start);
  const clock = yield* Effect.clock;
  const ahead = { by: 0 };
  const here = (): number => clock.unsafeCurrentTimeMillis();
  return { ahead, here, there: (): number => here() + ahead.by };
});
