/**
 * What the emulator leaves out, as far as the matrix needs it: signatures, checked by their published
 * recipe with Node's own cryptography (API Request Signing Guide, "Signing Algorithm"), and IAM's
 * tokens for a password.
 *
 * @module
 */
import { createHash, createHmac } from "node:crypto";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import type { Emulator } from "../../../src/emulator/Emulator.ts";
import { secrets } from "../scenario/secrets.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The signature that a request without a body must carry, of the headers that it says it signed. */
const expected = (request: Request, url: URL, signedHeaders: string): string => {
  const headers = signedHeaders.split(";")
    .map((name) => `${name}:${request.headers.get(name)?.trim()}\n`);
  const path = url.pathname.endsWith("/") ? url.pathname : `${url.pathname}/`;
  const canonical = [request.method, path, "", headers.join(""), signedHeaders, sha256("")];
  const date = request.headers.get("x-sdk-date") ?? "";
  const toSign = `SDK-HMAC-SHA256\n${date}\n${sha256(canonical.join("\n"))}`;
  return createHmac("sha256", secrets.secretKey).update(toSign).digest("hex");
};

const isSigned = (request: Request, url: URL): boolean => {
  const proof = new RegExp(
    `^SDK-HMAC-SHA256 Access=${secrets.accessKey}, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$`,
  ).exec(request.headers.get("authorization") ?? "");
  const [, signedHeaders = "", signature = ""] = proof ?? [];
  return signedHeaders.split(";").includes("x-sdk-date") &&
    signature === expected(request, url, signedHeaders);
};

const timestamp = (millis: number): string =>
  `${new Date(millis).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;

const refuse = (why: string): Response =>
  Response.json(
    { error_code: "APIGW.0301", error_msg: `Incorrect IAM authentication information: ${why}` },
    { status: 401 },
  );

/** An hour ahead of every runtime: whoever signs has to learn it from the refusal. */
const ahead = 3_600_000;

const checkSignature = (request: Request, url: URL): Response => {
  if (!isSigned(request, url)) return refuse("verify aksk signature fail");
  const signed = request.headers.get("x-sdk-date") ?? "";
  const now = Date.now() + ahead;
  const isFresh = [-1, 0, 1].some((minute) =>
    signed.slice(0, 13) === timestamp(now + minute * 60_000).slice(0, 13)
  );
  return isFresh
    ? Response.json(null)
    : refuse(`signature expired, signature time:${signed},server time:${timestamp(now)}`);
};

/** What answers beside the emulator. */
export interface Gateway {
  /** Answers what the emulator does not; nothing for the rest. */
  readonly answer: (request: Request, url: URL) => Promise<Response> | undefined;
  /** How often IAM gave a token to the user of this name. */
  readonly issued: (user: string) => number;
}

const issueToken = async (emulator: Emulator): Promise<Response> => {
  const token = await Effect.runPromise(emulator.issueToken());
  return Response.json({
    token: {
      issued_at: new Date().toISOString(),
      expires_at: new Date(Date.now() + 86_400_000).toISOString(),
    },
  }, { status: 201, headers: { "x-subject-token": Redacted.value(token) } });
};

/** A gateway that knows how often each user asked. */
export const makeGateway = (emulator: Emulator): Gateway => {
  const bodies: Array<string> = [];
  return {
    answer: (request, url) => {
      if (url.pathname.startsWith("/signed/")) return Promise.resolve(checkSignature(request, url));
      if (url.pathname !== "/v3/auth/tokens") return undefined;
      return request.text().then((body) => {
        bodies.push(body);
        return issueToken(emulator);
      });
    },
    issued: (user) => bodies.filter((body) => body.includes(JSON.stringify(user))).length,
  };
};
