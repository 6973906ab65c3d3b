import type { Incoming } from "./Incoming.ts";
import { gatewayError, type Reply } from "./Reply.ts";
import { isSigned } from "./signature.ts";
import * as Token from "./Token.ts";

/** The region in a name such as `cn-north-4_team`, or in a host. */
const regionIn = (text: string): string | undefined =>
  /(?:^|\.)([a-z]{2}-[a-z]+-\d+)(?:[._]|$)/.exec(text)?.[1];

/**
 * Checks what a good token is for: nothing when it is for this request, otherwise the refusal. The
 * gateway's table of errors names a call to another region's host among the causes of `APIGW.0307`.
 * A host that names no region is every region's. How a token without a project is refused is
 * documented nowhere.
 */
export const scopeRefusal = (
  tokens: Token.Tokens,
  { headers, url }: Incoming,
  requestId: string,
): Reply | undefined => {
  if (isSigned(headers)) return undefined;
  const scope = Token.scopeOf(tokens, headers.get("x-auth-token"));
  if (scope === undefined) return undefined;
  const problem = "Incorrect IAM authentication information: the token has no project";
  if (scope._tag === "Domain") return gatewayError(401, "APIGW.0301", problem, requestId);
  const region = regionIn(scope.name ?? "");
  const host = regionIn(url?.hostname ?? "");
  return region === undefined || host === undefined || region === host
    ? undefined
    : gatewayError(401, "APIGW.0307", "The token must be updated", requestId);
};
