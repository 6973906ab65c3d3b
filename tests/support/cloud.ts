/**
 * IAM and CodeArts Check behind one `fetch`, as far as a token needs them.
 *
 * @module
 */
import type * as HttpClient from "@effect/platform/HttpClient";
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest";
import type * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Redacted from "effect/Redacted";
import * as EdgeHttpClient from "@codearts/check/EdgeHttpClient";
import { IamPassword, stopTask, type StopTaskError, TokenService } from "../../mod.ts";
import { withoutBody } from "../../src/http/request.ts";
import { fetchLayer, json } from "./fetch.ts";
import { target, taskId } from "./program.ts";

export const day: number = 24 * 60 * 60_000;

/** One call of IAM. */
export interface Asked {
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
}

/** The state of a cloud; a test changes it as it goes. */
export interface Cloud {
  readonly user: string;
  readonly fetch: typeof globalThis.fetch;
  /** The lean client on that `fetch`, built once, as a program does. */
  readonly client: Context.Context<HttpClient.HttpClient>;
  /** The calls that IAM got. */
  readonly asked: Array<Asked>;
  /** The tokens that IAM issued, in order. */
  readonly issued: Array<string>;
  /** The token of each stop that was accepted, and of each that was refused. */
  readonly stopped: Array<string>;
  readonly refused: Array<string>;
  password: string;
  /** How long tokens live, and the time by which they end. */
  lifetime: number;
  now: () => number;
  /** What IAM does instead of issuing a token, if it does anything else. */
  instead: ((asked: Asked) => Response | Promise<Response> | undefined) | undefined;
  /** Until this is done, IAM does not answer. */
  gate: Promise<void>;
  revoke: (token: string | undefined) => void;
}

let clouds = 0;

const at = (millis: number): string => new Date(millis).toISOString().replace("Z", "000Z");

const issue = (cloud: Cloud, valid: Map<string, number>): Response => {
  const token = `MIITOKEN/${cloud.user}/${cloud.issued.length}/${"aBcD0+".repeat(20)}END==`;
  const now = cloud.now();
  cloud.issued.push(token);
  valid.set(token, now + cloud.lifetime);
  return json(
    201,
    { token: { expires_at: at(now + cloud.lifetime), issued_at: at(now), roles: [] } },
    { "x-subject-token": token },
  );
};

/** A cloud with a user of its own, so that tests do not share tokens. */
export const makeCloud = (): Cloud => {
  const valid = new Map<string, number>();
  const ask = async (url: string, headers: Headers, body: string): Promise<Response> => {
    const asked = { url, headers, body };
    cloud.asked.push(asked);
    await cloud.gate;
    const instead = await cloud.instead?.(asked);
    if (instead !== undefined) return instead;
    const { identity } = JSON.parse(body).auth;
    return identity.password === undefined || identity.password.user.password === cloud.password
      ? issue(cloud, valid)
      : json(401, {
        error: { code: 401, message: "The username or password is wrong.", title: "Unauthorized" },
      });
  };
  const stop = (token: string): Response => {
    const isValid = cloud.now() < (valid.get(token) ?? 0);
    (isValid ? cloud.stopped : cloud.refused).push(token);
    return isValid
      ? json(200, null)
      : json(401, { error_code: "CC.00000003", error_msg: "expired" });
  };
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const url = String(input);
    const headers = new Headers(init.headers);
    return new URL(url).pathname.endsWith("/v3/auth/tokens")
      ? await ask(url, headers, new TextDecoder().decode(init.body as Uint8Array))
      : stop(headers.get("x-auth-token") ?? "");
  };
  const cloud: Cloud = {
    user: `user-${++clouds}`,
    fetch,
    client: Effect.runSync(
      Effect.scoped(Layer.build(Layer.provide(EdgeHttpClient.layer, fetchLayer(fetch)))),
    ),
    asked: [],
    issued: [],
    stopped: [],
    refused: [],
    password: "Str0ng/Passw0rd+äöü",
    lifetime: day,
    now: () => 1_700_000_000_000,
    instead: undefined,
    gate: Promise.resolve(),
    revoke: (token) => void valid.delete(token ?? ""),
  };
  return cloud;
};

/** The cloud's user. */
export const optionsFor = (
  cloud: Cloud,
  more: Partial<IamPassword.Options> = {},
): IamPassword.Options => ({
  domain: "account",
  user: cloud.user,
  password: Redacted.make(cloud.password),
  project: "cn-north-4",
  endpoint: "https://iam.example",
  ...more,
});

/** A service for the cloud's user. */
export const serviceFor = (
  cloud: Cloud,
  more?: Partial<IamPassword.Options>,
): Effect.Effect<TokenService> =>
  Effect.provide(IamPassword.make(optionsFor(cloud, more)), cloud.client);

/** One stop. */
export const stopWith = (
  cloud: Cloud,
  service: TokenService,
): Effect.Effect<void, StopTaskError> =>
  stopTask(taskId, target).pipe(
    Effect.provideService(TokenService, service),
    Effect.provide(cloud.client),
  );

/** A request that waits for its proof. */
export const bare: HttpClientRequest.HttpClientRequest = withoutBody(
  "POST",
  "https://check.example/",
);

/** The token that a service would send. */
export const tokenOf = (service: TokenService): Effect.Effect<string | undefined, StopTaskError> =>
  Effect.map(service.authorize(bare), (request) => request.headers["x-auth-token"]);

/** A gate, and what opens it. */
export const makeGate = (): { readonly closed: Promise<void>; readonly open: () => void } => {
  let open = () => {};
  const closed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { closed, open };
};

/** Lets everything run that waits for no clock, until something holds. */
export const until = (holds: () => boolean): Effect.Effect<void> =>
  Effect.promise(async () => {
    for (let turn = 0; turn < 10_000 && !holds(); turn++) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (!holds()) throw new Error("it never came to hold");
  });

/** Lets everything run that waits for no clock. */
export const settle: Effect.Effect<void> = Effect.promise(async () => {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
});
