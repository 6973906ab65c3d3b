import * as HttpClientRequest from "@effect/platform/HttpClientRequest";
import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Ref from "effect/Ref";
import { stopTask, TokenService, TokenUnavailable } from "../mod.ts";
import { clientOn, fakeFetch, json } from "./support/fetch.ts";
import { staticToken, stopOn, target, taskId, token } from "./support/program.ts";

const expired = () => json(401, { error_code: "CC.00000003", error_msg: "expired" });
const refused = () => json(401, { error_code: "APIGW.0301", error_msg: "wrong" });

/** A service that counts up from token to token, and renews as often as it is told. */
const renewing = (renewals: number) =>
  Effect.map(Ref.make({ current: 1, renewed: 0 }), (ref) => ({
    ref,
    layer: Layer.succeed(
      TokenService,
      TokenService.of({
        authorize: (request) =>
          Effect.map(
            Ref.get(ref),
            ({ current }) => HttpClientRequest.setHeader(request, "X-Auth-Token", `t${current}`),
          ),
        renew: (rejected) =>
          Ref.modify(ref, (state) =>
            state.renewed < renewals && rejected.headers["x-auth-token"] === `t${state.current}`
              ? [true, { current: state.current + 1, renewed: state.renewed + 1 }]
              : [false, state]),
      }),
    ),
  }));

describe("stopTask", () => {
  it.effect("posts to the task's stop with the token and without a body", () =>
    Effect.gen(function* () {
      const mine = fakeFetch(() => json(200, null));
      yield* stopOn(clientOn(mine.fetch));
      expect(mine.calls[0]?.url).toBe(`https://check.example/v2/tasks/${taskId}/stop`);
      expect(mine.calls[0]?.init).toMatchObject({ method: "POST" });
      expect(mine.calls[0]?.init.body).toBeUndefined();
      expect(Object.fromEntries(mine.calls[0]?.headers ?? [])).toEqual({
        accept: "application/json",
        "x-auth-token": token,
      });
    }));

  it.effect("calls the host of the region", () =>
    Effect.gen(function* () {
      const mine = fakeFetch(() => json(200, null));
      yield* stopTask(taskId, { region: "la-north-2" }).pipe(
        Effect.provide(clientOn(mine.fetch)),
        Effect.provide(staticToken),
      );
      expect(mine.calls[0]?.url).toBe(
        `https://codearts-check.la-north-2.myhuaweicloud.com/v2/tasks/${taskId}/stop`,
      );
    }));

  it.effect("sends nothing for a bad task id", () =>
    Effect.gen(function* () {
      const mine = fakeFetch(() => json(200, null));
      const error = yield* stopTask("../../v2/projects", target).pipe(
        Effect.provide(clientOn(mine.fetch)),
        Effect.provide(staticToken),
        Effect.flip,
      );
      expect(error).toMatchObject({ _tag: "InvalidTaskId", taskId: "../../v2/projects" });
      expect(mine.calls).toHaveLength(0);
    }));

  it.effect("fails with InvalidRequest for a timeout that is no duration", () =>
    Effect.gen(function* () {
      const mine = fakeFetch(() => json(200, null));
      const options = JSON.parse(`{ "timeout": "ten parsecs" }`);
      const error = yield* Effect.flip(stopOn(clientOn(mine.fetch), options));
      expect(error).toMatchObject({ _tag: "InvalidRequest" });
      expect(error).not.toHaveProperty("status");
      expect(mine.calls).toHaveLength(0);
    }));
});

describe("stopTask, when the proof is refused,", () => {
  for (const [name, answer] of Object.entries({ expired, refused })) {
    it.effect(`replays once with the renewed proof after ${name}`, () =>
      Effect.gen(function* () {
        const tokens = yield* renewing(9);
        const mine = fakeFetch((n) => n === 0 ? answer() : json(200, null));
        yield* stopTask(taskId, target).pipe(
          Effect.provide(clientOn(mine.fetch)),
          Effect.provide(tokens.layer),
        );
        expect(mine.calls.map((call) => call.headers.get("x-auth-token"))).toEqual(["t1", "t2"]);
      }));
  }

  it.effect("replays no more than once", () =>
    Effect.gen(function* () {
      const tokens = yield* renewing(9);
      const mine = fakeFetch(expired);
      const error = yield* stopTask(taskId, target).pipe(
        Effect.provide(clientOn(mine.fetch)),
        Effect.provide(tokens.layer),
        Effect.flip,
      );
      expect(error._tag).toBe("AuthExpired");
      expect(mine.calls).toHaveLength(2);
      expect((yield* Ref.get(tokens.ref)).renewed).toBe(1);
    }));

  it.effect("does not replay when there is no better proof", () =>
    Effect.gen(function* () {
      const mine = fakeFetch(expired);
      const error = yield* Effect.flip(stopOn(clientOn(mine.fetch)));
      expect(error._tag).toBe("AuthExpired");
      expect(mine.calls).toHaveLength(1);
    }));

  it.effect("fails with the renewal's own error when the renewal fails", () =>
    Effect.gen(function* () {
      const mine = fakeFetch(expired);
      const error = yield* stopTask(taskId, target).pipe(
        Effect.provide(clientOn(mine.fetch)),
        Effect.provideService(
          TokenService,
          TokenService.of({
            authorize: Effect.succeed,
            renew: () => Effect.fail(new TokenUnavailable({ reason: "IAM is down" })),
          }),
        ),
        Effect.flip,
      );
      expect(error).toMatchObject({ _tag: "TokenUnavailable", reason: "IAM is down" });
    }));

  it.effect("does not replay any other failure", () =>
    Effect.gen(function* () {
      const tokens = yield* renewing(9);
      const mine = fakeFetch(() => json(403, { error_code: "APIGW.0302", error_msg: "no" }));
      yield* stopTask(taskId, target).pipe(
        Effect.provide(clientOn(mine.fetch)),
        Effect.provide(tokens.layer),
        Effect.flip,
      );
      expect(mine.calls).toHaveLength(1);
    }));
});
