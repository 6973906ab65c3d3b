/**
 * A service that answers each stop as a test says, and counts.
 *
 * @module
 */
import * as HttpClient from "@effect/platform/HttpClient";
import * as HttpClientResponse from "@effect/platform/HttpClientResponse";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type { TokenService } from "../../mod.ts";
import { json } from "./fetch.ts";
import { staticToken } from "./program.ts";

/** What a service saw. */
export interface Service {
  readonly layer: Layer.Layer<HttpClient.HttpClient | TokenService>;
  /** The ids that were to be stopped, in the order of their requests. */
  readonly asked: Array<string>;
  /** How many requests are under way, and how many were at most. */
  inFlight: number;
  most: number;
  /** How many requests were cut short. */
  cut: number;
}

export const busy = (): Response => json(400, { error_code: "CC.00000000", error_msg: "busy" });
export const stopped = (): Response => json(200, null);
export const refused = (): Response =>
  json(401, { error_code: "APIGW.0301", error_msg: "Incorrect IAM authentication information" });
export const denied = (): Response =>
  json(403, { error_code: "CC.00050010", error_msg: "current user does not have permission" });

/** Answers the nth request of an id; each is under way as long as the answer takes. */
export const makeService = (
  answer: (taskId: string, nth: number, service: Service) => Effect.Effect<Response>,
): Service => {
  const counts = new Map<string, number>();
  const client = HttpClient.make((request, url) =>
    Effect.suspend(() => {
      const taskId = url.pathname.split("/").at(-2) ?? "";
      const nth = (counts.get(taskId) ?? 0) + 1;
      counts.set(taskId, nth);
      service.asked.push(taskId);
      service.inFlight++;
      service.most = Math.max(service.most, service.inFlight);
      return answer(taskId, nth, service).pipe(
        Effect.map((response) => HttpClientResponse.fromWeb(request, response)),
        Effect.onInterrupt(() => Effect.sync(() => service.cut++)),
        Effect.ensuring(Effect.sync(() => service.inFlight--)),
      );
    })
  );
  const service: Service = {
    layer: Layer.merge(Layer.succeed(HttpClient.HttpClient, client), staticToken),
    asked: [],
    inFlight: 0,
    most: 0,
    cut: 0,
  };
  return service;
};

/** Ids from `task-1` on. */
export const taskIds = (count: number): ReadonlyArray<string> =>
  Array.from({ length: count }, (_, n) => `task-${n + 1}`);
