/**
 * What a `TokenService` takes to prove who calls, when its token is there already.
 *
 * @module
 */
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { IamPassword, StaticToken, type TokenService } from "../../../mod.ts";
import * as EdgeHttpClient from "../../../src/EdgeHttpClient.ts";
import { withoutBody } from "../../../src/http/request.ts";
import type { Effort } from "../effort.ts";
import type { Authorization } from "../figures.ts";
import { settingAt } from "../variants/setting.ts";
import { installStub, stubs } from "../variants/stub.ts";
import { cpuMicros, inTurn, median, paired } from "./rounds.ts";

/** All of it in one fiber: what starts a fiber is no part of it. */
const many = (
  { authorize }: TokenService,
  request: HttpClientRequest,
  calls: number,
): Promise<unknown> => {
  const loop = (left: number): Effect.Effect<unknown, unknown> =>
    left === 0 ? Effect.void : Effect.flatMap(authorize(request), () => loop(left - 1));
  return Effect.runPromise(loop(calls));
};

const password = {
  domain: "account",
  user: "ci",
  password: Redacted.make("correct horse battery staple"),
  project: "cn-north-4",
  endpoint: stubs.iam,
} as const;

/** Asks each service by turns; the first turn, which is not measured, fetches the token. */
export const authorizations = async (
  { authorizations: calls, rounds }: Effort,
): Promise<ReadonlyArray<Authorization>> => {
  installStub();
  const { endpoint, taskId, token } = settingAt(stubs.ok);
  const request = withoutBody("POST", `${endpoint}/v2/tasks/${taskId}/stop`);
  const services = [
    { name: "StaticToken", service: StaticToken.make(Redacted.make(token)) },
    {
      name: "IamPassword, warm",
      service: await Effect.runPromise(
        Effect.provide(IamPassword.make(password), EdgeHttpClient.layer),
      ),
    },
  ] as const;
  for (const { service } of services) await many(service, request, calls);
  const figures = await inTurn(
    services,
    rounds,
    async ({ service }) => await cpuMicros(() => many(service, request, calls)) / calls,
  );
  return services.map(({ name }) => ({
    name,
    micros: median(figures.get(name) ?? []),
    overStatic: paired(
      figures,
      name,
      "StaticToken",
      (own, other) => own - other,
    ),
  }));
};
