import type { Incoming } from "./Incoming.ts";
import { gatewayError, type Reply, serviceError } from "./Reply.ts";
import * as Token from "./Token.ts";

/** Whether the request carries any proof of identity, good or bad. */
export const hasProof = (headers: Headers): boolean =>
  headers.has("x-auth-token") || headers.has("authorization");

/** Checks who asks: nothing when the proof is good, otherwise the refusal. */
export const authenticate = (
  tokens: Token.Tokens,
  incoming: Incoming,
  now: number,
  requestId: string,
): Reply | undefined => {
  const incorrect = (why: string): Reply =>
    gatewayError(
      401,
      "APIGW.0301",
      `Incorrect IAM authentication information: ${why}`,
      requestId,
    );
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
