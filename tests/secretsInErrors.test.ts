import { inspect } from "node:util";
import { describe, expect, it } from "@effect/vitest";
import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Schema from "effect/Schema";
import { stopTask, StopTaskError, TokenService } from "../mod.ts";
import { withHeader } from "../src/http/request.ts";
import { clientOn, fakeFetch } from "./support/fetch.ts";
import { stopOn, target, taskId, token } from "./support/program.ts";
import { errorOf, jsonReply, reply } from "./support/reply.ts";

/** Every way in which a program may show an error. */
const views: Readonly<Record<string, (error: StopTaskError) => string>> = {
  "message": (error) => error.message,
  "JSON": (error) => JSON.stringify(error),
  "inspection": (error) => inspect(error, { depth: null, showHidden: true }),
  "text": String,
  "stack": (error) => String(error.stack),
  "encoded form": (error) => JSON.stringify(Schema.encodeSync(StopTaskError)(error)),
  "cause": (error) => Cause.pretty(Cause.fail(error), { renderErrorCause: true }),
  "fields": (error) => Object.values({ ...error }).join(" "),
};

/** Pieces of the token that no escape changes. */
const pieces = /MIITOKEN|abcdefgh|ijklmno/;

const showsNoSecret = (error: Effect.Effect<StopTaskError>): void => {
  for (const [name, view] of Object.entries(views)) {
    it.effect(`has none in its ${name}`, () =>
      Effect.gen(function* () {
        expect(view(yield* error)).not.toMatch(pieces);
      }));
  }

  it.effect("says that one was taken out", () =>
    Effect.gen(function* () {
      expect(JSON.stringify(yield* error)).toContain("<redacted>");
    }));
};

const longWords = "x".repeat(500);

const replies: Readonly<Record<string, () => Response>> = {
  "its words": () => jsonReply(400, { error_code: "CC.00000000", error_msg: `no ${token}!` }),
  "its code": () => jsonReply(400, { error_code: token, error_msg: "no" }),
  "the end of its code": () => jsonReply(400, { error_code: `CC.00000000.400 for ${token}` }),
  "its x-request-id": () => jsonReply(400, { error_code: "CC.1" }, { "x-request-id": token }),
  "its request_id": () =>
    jsonReply(400, { error_code: "CC.1", request_id: token }, { "x-request-id": "" }),
  "the end of its x-request-id": () =>
    reply(400, "no", { "x-request-id": `${"r".repeat(100)}${token}` }),
  "its encoded_authorization_message": () =>
    jsonReply(403, { error_code: "IAM.0003", encoded_authorization_message: token }),
  "the words of Keystone": () => jsonReply(401, { error: { code: 401, message: token } }),
  "the result of an envelope": () => jsonReply(200, { status: "error", result: token }),
  "words that are cut within it": () =>
    jsonReply(400, { error_code: "CC.00000000", error_msg: `${longWords}${token}` }),
  "HTML": () => reply(400, `<p>X-Auth-Token: ${token}</p>`),
  "HTML with 503": () => reply(503, `<p>X-Auth-Token: ${token}</p>`),
  "HTML that escapes it": () =>
    reply(400, `<p title="${token.replaceAll("+", "&#43;").replaceAll("/", "&#47;")}">`),
  "JSON of no known shape": () => jsonReply(400, { headers: { "x-auth-token": token } }),
  "JSON with escaped slashes": () => reply(400, `{"token":"${token.replaceAll("/", "\\/")}"`),
  "JSON that is cut within it": () => reply(400, `{"token":"${token.slice(0, 50)}`),
  "a URL": () => reply(400, `https://check.example/?token=${encodeURIComponent(token)}`),
  "a body that is cut within it": () => reply(400, longWords + token),
  "many places": () => reply(400, token.repeat(300)),
  "a redirect": () => reply(307, token, { location: `https://elsewhere.example/${token}` }),
};

describe("an error of a reply that quotes the token in", () => {
  for (const [place, answer] of Object.entries(replies)) {
    describe(place, () => showsNoSecret(Effect.suspend(() => errorOf(answer()))));
  }
});

/** Replies in which the token begins a few characters before what an error keeps of them ends. */
const cuts: Readonly<Record<string, () => Response>> = {
  "words": () => jsonReply(400, { error_code: "CC.1", error_msg: `${"x".repeat(507)}${token}` }),
  "a code": () => jsonReply(400, { error_code: `${"x".repeat(59)}${token}` }),
  "a request id": () => reply(400, "no", { "x-request-id": `${"x".repeat(123)}${token}` }),
  "a body": () => reply(400, `${"x".repeat(507)}${token}`),
};

describe("the edge of what an error keeps of", () => {
  for (const [place, answer] of Object.entries(cuts)) {
    it.effect(`${place} shows no beginning of the token`, () =>
      Effect.gen(function* () {
        expect(JSON.stringify(yield* errorOf(answer()))).not.toContain("MIIT");
      }));
  }
});

const rejections: Readonly<Record<string, () => unknown>> = {
  "its message": () => new TypeError(`Invalid header value ${token}`),
  "a message of its causes": () =>
    new TypeError("fetch failed", {
      cause: new Error("no header", { cause: new Error(`bad value "${token}"`) }),
    }),
  "its code": () => Object.assign(new Error(""), { code: token }),
  "a text": () => `cannot send ${token}`,
  "a message of a URL": () => new Error(`cannot GET /?token=${encodeURIComponent(token)}`),
  "an error without a prototype": () => Object.assign(Object.create(null), { message: token }),
};

describe("an error of a fetch that fails and quotes the token in", () => {
  for (const [place, reason] of Object.entries(rejections)) {
    const { fetch } = fakeFetch(() => Promise.reject(reason()));
    describe(place, () =>
      showsNoSecret(
        Effect.orDieWith(Effect.flip(stopOn(clientOn(fetch))), () => new Error("it succeeded")),
      ));
  }
});

describe("a token that cannot be sent", () => {
  const tokens = TokenService.of({
    authorize: (request) => Effect.succeed(withHeader(request, "x-auth-token", `\ud800${token}`)),
    renew: () => Effect.succeed(false),
  });

  it.effect("is an error of the connection, not a defect", () =>
    Effect.gen(function* () {
      const { fetch } = fakeFetch(() => new Response("null"));
      const error = yield* Effect.flip(stopTask(taskId, target)).pipe(
        Effect.provide(clientOn(fetch)),
        Effect.provideService(TokenService, tokens),
      );
      expect(error).toMatchObject({ _tag: "ConnectionFailed" });
    }));
});
