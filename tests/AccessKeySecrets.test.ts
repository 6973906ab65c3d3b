import { inspect } from "node:util";
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest";
import { describe, expect, it } from "@effect/vitest";
import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Logger from "effect/Logger";
import * as LogLevel from "effect/LogLevel";
import * as Redacted from "effect/Redacted";
import * as Tracer from "effect/Tracer";
import { AccessKey, stopTask, TokenService } from "../mod.ts";
import { secretKey, securityToken, stopVia, temporary } from "./support/accessKey.ts";
import { clientOn, fakeFetch, json } from "./support/fetch.ts";
import { target, taskId } from "./support/program.ts";

const show = (value: unknown): string =>
  [
    inspect(value, { depth: 30, showHidden: true, getters: true }),
    inspect(value, { depth: 30, customInspect: false }),
    String(value),
    JSON.stringify(value) ?? "",
  ].join("\n");

/** Neither secret, nor a part of one that is long enough to be told. */
const expectNoSecret = (text: string): void => {
  for (const secret of [secretKey, securityToken]) {
    for (let at = 0; at + 12 <= secret.length; at += 6) {
      expect(text).not.toContain(secret.slice(at, at + 12));
    }
  }
};

describe("the secret key and the security token", () => {
  it("do not show in the options, the service or the layers", () => {
    const service = AccessKey.make(temporary);
    const layer = AccessKey.layer(temporary);
    expectNoSecret([temporary, service, service.authorize, layer].map(show).join("\n"));
  });

  it.effect("do not show in a context, and the secret key is never sent", () =>
    Effect.gen(function* () {
      const context = yield* Layer.build(AccessKey.layer(temporary));
      expectNoSecret(show(context));
      const mine = fakeFetch(() => json(200, null));
      yield* stopVia(AccessKey.make(temporary), mine.fetch);
      const sent = inspect(mine.calls.map(({ url, headers }) => [url, [...headers]]), { depth: 9 });
      expect(sent).toContain(securityToken);
      expect(sent).not.toContain(secretKey);
    }).pipe(Effect.scoped));

  it.effect("do not show in the signed request of a stop", () =>
    Effect.gen(function* () {
      let seen: HttpClientRequest.HttpClientRequest | undefined;
      const signing = AccessKey.make(temporary);
      const watching = TokenService.of({
        ...signing,
        authorize: (request) =>
          Effect.tap(signing.authorize(request), (authorized) =>
            Effect.sync(() => {
              seen = authorized;
            })),
      });
      yield* stopVia(watching, fakeFetch(() => json(200, null)).fetch);
      expect(seen?.headers["x-security-token"]).toBe(securityToken);
      expectNoSecret([inspect(seen, { depth: 30 }), String(seen), JSON.stringify(seen)].join("\n"));
    }));

  it.effect("do not show in errors, though the gateway quotes what it was sent", () =>
    Effect.gen(function* () {
      const quoting = (code: string, why: string) => () =>
        json(401, {
          error_code: code,
          error_msg: `${why}, canonicalRequest:POST|/||host:h|x-security-token:${securityToken}||`,
        });
      const replies = [
        quoting("APIGW.0301", "verify aksk signature fail"),
        quoting("APIGW.0301", "security token expired"),
        quoting("APIGW.0307", "The token must be updated"),
      ];
      const tags: Array<string> = [];
      for (const reply of replies) {
        const exit = yield* Effect.exit(
          stopVia(AccessKey.make(temporary), fakeFetch(reply).fetch),
        );
        const error = yield* Effect.flip(exit);
        tags.push(error._tag);
        expectNoSecret([show(exit), show(error), error.message, error.stack].join("\n"));
        expectNoSecret(Cause.pretty(Cause.fail(error)));
      }
      expect(tags).toEqual(["AuthRejected", "TokenUnavailable", "TokenUnavailable"]);
    }));

  it.effect("do not show in errors about themselves", () =>
    Effect.gen(function* () {
      const bad = [
        { ...temporary, secretKey: Redacted.make(`${secretKey}\n`) },
        { ...temporary, securityToken: Redacted.make(`${securityToken} ${securityToken}`) },
        { ...temporary, accessKey: `${secretKey} ` },
        { ...temporary, projectId: securityToken },
      ];
      for (const options of bad) {
        const fetch = fakeFetch(() => json(200, null)).fetch;
        const error = yield* Effect.flip(stopVia(AccessKey.make(options), fetch));
        expectNoSecret([show(error), error.message].join("\n"));
      }
    }));

  it.effect("do not show in spans and logs, with the program's trace on", () =>
    Effect.gen(function* () {
      const shown: Array<unknown> = [];
      const tracer = Tracer.make({
        span: (name, parent, context, links, startTime, kind) => {
          const attributes = new Map<string, unknown>();
          shown.push(name, attributes);
          return {
            _tag: "Span",
            name,
            parent,
            context,
            links,
            kind,
            attributes,
            status: { _tag: "Started", startTime },
            spanId: "1",
            traceId: "2",
            sampled: true,
            attribute: (key, value) => void attributes.set(key, value),
            event: (...event) => void shown.push(event),
            addLinks: () => {},
            end: (_time, exit) => void shown.push(exit),
          };
        },
        context: (f) => f(),
      });
      const logger = Logger.make((entry) => void shown.push(entry.message, entry.annotations));
      yield* stopTask(taskId, target, { propagateTrace: true }).pipe(
        Effect.provide(clientOn(fakeFetch(() => json(401, { error_code: "APIGW.0301" })).fetch)),
        Effect.provide(AccessKey.layer(temporary)),
        Effect.tapErrorCause(Effect.logError),
        Effect.ignore,
        Effect.withTracer(tracer),
        Effect.provide(Logger.replace(Logger.defaultLogger, logger)),
        Logger.withMinimumLogLevel(LogLevel.All),
      );
      const text = shown.map(show).join("\n");
      expect(text).toContain("AuthRejected");
      expectNoSecret(text);
    }));
});
