import { inspect } from "node:util";
import { describe, expect, it } from "@effect/vitest";
import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Logger from "effect/Logger";
import * as LogLevel from "effect/LogLevel";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/TestClock";
import * as Tracer from "effect/Tracer";
import { IamAgency, type TokenService, TokenStore } from "../mod.ts";
import { withJson } from "../src/http/request.ts";
import {
  type Asked,
  bare,
  type Cloud,
  day,
  makeCloud,
  optionsFor,
  serviceFor,
  settle,
  stopWith,
  tokenOf,
} from "./support/cloud.ts";
import { makeEntries } from "./support/entries.ts";
import { json } from "./support/fetch.ts";

const passcode = "491827";
const storeSecret = "store/secret-0123456789abcdef0123456789";

const show = (value: unknown): string =>
  [
    inspect(value, { depth: 12, showHidden: true, getters: true }),
    String(value),
    JSON.stringify(value, (_, inner) => typeof inner === "bigint" ? String(inner) : inner) ?? "",
  ].join("\n");

const optionsOf = (cloud: Cloud, password: string) =>
  optionsFor(cloud, {
    password: Redacted.make(password),
    totp: { userId: "u1", passcode: Redacted.make(passcode) },
    store: TokenStore.encrypted({
      entries: makeEntries().entries,
      secret: Redacted.make(storeSecret),
    }),
  });

/** All that a program can be made to print while it stops, refreshes and renews. */
const printed = (cloud: Cloud, service: TokenService) =>
  Effect.gen(function* () {
    const out: Array<string> = [show(service)];
    const logger = Logger.make(({ annotations, cause, message }) =>
      void out.push(show(message), Cause.pretty(cause), show([...annotations]))
    );
    const native = yield* Effect.tracer;
    const spans: Array<Tracer.Span> = [];
    const tracer = Tracer.make({
      context: native.context,
      span: (...args) => {
        const span = native.span(...args);
        spans.push(span);
        return span;
      },
    });
    const run = Effect.gen(function* () {
      for (let n = 0; n < 3; n++) {
        const exit = yield* Effect.exit(stopWith(cloud, service));
        out.push(show(exit));
        if (Exit.isFailure(exit)) {
          out.push(Cause.pretty(exit.cause, { renderErrorCause: true }));
          for (const error of Cause.failures(exit.cause)) out.push(error.message, show(error));
        }
        cloud.revoke(cloud.issued.at(-1));
        yield* TestClock.adjust(day - 60_000);
        yield* settle;
      }
    });
    yield* run.pipe(
      Effect.withTracer(tracer),
      Logger.withMinimumLogLevel(LogLevel.All),
      Effect.provide(Logger.replace(Logger.defaultLogger, logger)),
    );
    for (const span of spans) out.push(show(span), show([...span.attributes]));
    expect(spans.map(({ name }) => name)).toContain("codearts.check.iamToken");
    return out.join("\n");
  });

/** None of these, nor a part of one that is long enough to be told. */
const expectNone = (text: string, secrets: ReadonlyArray<string>): void => {
  for (const secret of secrets) {
    const forms = [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      btoa(unescape(encodeURIComponent(secret))),
    ];
    for (const form of forms) {
      expect(text).not.toContain(form.slice(0, 12));
      expect(text).not.toContain(form);
    }
  }
};

const passwords = [`p4ss/"wörd"\\& with spaces`, "Passw0rd!", "a+b/c=d&e%20f"];

/** What IAM may answer, quoting what it was sent. */
const answers: Record<string, (asked: Asked, password: string) => Response | Promise<Response>> = {
  "its message quotes them": (_, password) =>
    json(401, {
      error: { code: 401, message: `user ci with password ${password} and ${passcode} is wrong` },
    }),
  "its code and request id quote them": (_, password) =>
    json(400, { error_code: `E ${password}`, error_msg: "x", request_id: password }),
  "its message is cut": (_, password) =>
    json(403, { error_code: "IAM.0002", error_msg: `${"x ".repeat(245)} ${password}` }),
  "it quotes the whole request": ({ body }) =>
    json(503, { error_code: "IAM.0006", error_msg: body }),
  "it answers with a page": (_, password) => new Response(`<p>${password}`, { status: 502 }),
  "the connection fails": ({ body }, password) =>
    Promise.reject(new TypeError(`fetch failed: ${password}`, { cause: new Error(body) })),
};

describe("nothing that is printed holds password, passcode, token or the store's secret", () => {
  for (const password of passwords) {
    it.effect(`while all goes well (${password.length} characters)`, () =>
      Effect.gen(function* () {
        const cloud = makeCloud();
        cloud.password = password;
        const options = optionsOf(cloud, password);
        const text = yield* printed(cloud, yield* serviceFor(cloud, options));
        expect(cloud.issued.length).toBeGreaterThan(2);
        expectNone(text + show(options), [password, passcode, storeSecret, ...cloud.issued]);
      }));

    for (const [what, answer] of Object.entries(answers)) {
      it.effect(`when ${what} (${password.length} characters)`, () =>
        Effect.gen(function* () {
          const cloud = makeCloud();
          cloud.instead = (asked) => answer(asked, password);
          const service = yield* serviceFor(cloud, optionsOf(cloud, password));
          expectNone(yield* printed(cloud, service), [password, passcode, storeSecret]);
        }));
    }
  }

  it.effect("nor the token of who acts for an agency", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      cloud.instead = ({ headers }) => {
        const token = headers.get("x-auth-token");
        return token === null
          ? undefined
          : json(403, { error: { code: 403, message: `no right for ${token}` } });
      };
      const service = yield* Effect.provide(
        IamAgency.make({
          agency: "a",
          domain: "d",
          project: "cn-north-4",
          endpoint: "https://iam.example",
          base: optionsFor(cloud),
        }),
        cloud.client,
      );
      const text = yield* printed(cloud, service);
      expect(text).toContain("no right for <redacted>");
      expectNone(text, [cloud.password, ...cloud.issued]);
    }));
});

describe("a request", () => {
  it.effect("with its token does not show it", () =>
    Effect.gen(function* () {
      const cloud = makeCloud();
      const service = yield* serviceFor(cloud);
      const request = yield* service.authorize(bare);
      expect(request.headers["x-auth-token"]).toBe(yield* tokenOf(service));
      expectNone(show(request), cloud.issued);
    }));

  it("with a body of JSON does not show it", () => {
    const request = withJson("POST", "https://iam.example/", { password: "Str0ng/Passw0rd" });
    const text = show(request) +
      inspect(request, { depth: 9, customInspect: false, maxArrayLength: null });
    expectNone(text, ["Str0ng/Passw0rd"]);
    const bytes = [...new TextEncoder().encode("Str0ng")].join(",");
    expect(text.replace(/\s/g, "")).not.toContain(bytes);
  });
});
