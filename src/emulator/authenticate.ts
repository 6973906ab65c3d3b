import * as HashMap from "effect/HashMap";
import type { AccessKeys } from "./AccessKey.ts";
import type { Incoming } from "./Incoming.ts";
import { gatewayError, type Reply, serviceError } from "./Reply.ts";
import * as Signature from "./signature.ts";
import * as Token from "./Token.ts";

/** Whether the request carries any proof of identity, good or bad. */
export const hasProof = (headers: Headers): boolean =>
  headers.has("x-auth-token") || headers.has("authorization");

const incorrectAs = (requestId: string) => (why: string): Reply =>
  gatewayError(401, "APIGW.0301", `Incorrect IAM authentication information: ${why}`, requestId);

/** Checks the token of who asks: nothing when it is good, otherwise the refusal. */
export const authenticate = (
  tokens: Token.Tokens,
  incoming: Incoming,
  now: number,
  requestId: string,
): Reply | undefined => {
  const incorrect = incorrectAs(requestId);
  const token = incoming.headers.get("x-auth-token");
  if (token === null) return incorrect("x-auth-token not found");
  switch (Token.verdict(tokens, token, now)) {
    case "valid":
      return undefined;
    case "unknown":
      return incorrect("decrypt token fail");
    case "revoked":
      return gatewayError(401, "APIGW.0307", "The token must be updated", requestId);
    case "expired":
      return serviceError(401, "CC.00000003", "Authentication information expired.");
  }
};

/** How far a signature's date may be from the gateway's clock, in milliseconds. */
const window = 15 * 60_000;

/**
 * Checks the signature of who asks: nothing when it is good, otherwise the refusal. The words for an
 * unknown key, a wrong signature and a wrong date are the real gateway's; the others are documented
 * nowhere.
 */
export const authenticateSignature = async (
  accessKeys: AccessKeys,
  incoming: Incoming,
  body: Uint8Array<ArrayBuffer>,
  now: number,
  requestId: string,
): Promise<Reply | undefined> => {
  const incorrect = incorrectAs(requestId);
  const proof = Signature.read(incoming.headers);
  if (proof === undefined) return incorrect("authorization header is invalid");
  const known = HashMap.get(accessKeys, proof.accessKey);
  if (known._tag === "None") return incorrect(`ak ${proof.accessKey} not exist`);
  const { secretKey, securityToken, expiresAt } = known.value;
  const date = incoming.headers.get("x-sdk-date") ?? "";
  const signedAt = Signature.dateOf(date);
  if (Number.isNaN(signedAt) || !proof.signedHeaders.includes("x-sdk-date")) {
    return incorrect("calc aksk signature fail:x-sdk-date is missing, not signed or no date");
  }
  if (Math.abs(now - signedAt) > window) {
    return incorrect(
      "calc aksk signature fail:signature expired, " +
        `signature time:${date},server time:${Signature.timestamp(now)}`,
    );
  }
  const lines = await Signature.canonicalRequest(incoming, proof.signedHeaders, body);
  if (await Signature.sign(lines, date, secretKey) !== proof.signature) {
    return incorrect(`verify aksk signature fail, canonicalRequest:${lines.join("|")}`);
  }
  if ((incoming.headers.get("x-security-token") ?? undefined) !== securityToken) {
    return incorrect("security token is invalid");
  }
  return now < expiresAt ? undefined : incorrect("security token expired");
};
