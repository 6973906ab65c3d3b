/**
 * The replies of IAM that are errors.
 *
 * @module
 */
import { json, type Reply, serviceError, unavailable } from "../Reply.ts";

const refusal = (code: number, title: string, message: string): Reply =>
  json(code, { error: { code, message, title } });

export const invalid: Reply = refusal(400, "Bad Request", "The request body is invalid");

export const wrongPassword: Reply = refusal(
  401,
  "Unauthorized",
  "The username or password is wrong.",
);

export const wrongToken: Reply = refusal(401, "Unauthorized", "The X-Auth-Token is invalid!");

export const noRight: Reply = refusal(403, "Forbidden", "You have no right to do this action");

/** The page names the status 404, and no words. */
export const noAgency: Reply = refusal(404, "Not Found", "The agency does not exist.");

/** The code is that of the table of IAM's errors; whether this page answers so is not documented. */
export const locked: Reply = serviceError(401, "IAM.0061", "The account is locked.");

/** The words end as the table of IAM's errors has them: how many times in how many seconds. */
export const throttled = (retryAfter: string | undefined): Reply => {
  const reply = serviceError(
    429,
    "IAM.0012",
    "The throttling threshold has been reached. Threshold: 60 times per 60 seconds.",
  );
  return retryAfter === undefined
    ? reply
    : { ...reply, headers: { ...reply.headers, "retry-after": retryAfter } };
};

/** 500 and 503 are IAM's own, the others those of the gateway before it. */
export const outage = (
  status: 500 | 502 | 503 | 504,
  body: "json" | "html" | "empty",
  requestId: string,
): Reply => {
  if (body !== "json" || status === 502 || status === 504) {
    return unavailable(status, body, requestId);
  }
  return status === 500
    ? serviceError(500, "IAM.0006", "An unexpected error prevented the server from responding.")
    : refusal(503, "Service Unavailable", "The service is unavailable.");
};
