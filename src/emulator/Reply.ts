/** A reply before it is a `Response`: plain data, so that operations are pure. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const jsonHeaders: Readonly<Record<string, string>> = { "content-type": "application/json" };
const gatewayHeaders: Readonly<Record<string, string>> = { ...jsonHeaders, server: "api-gateway" };
const htmlHeaders: Readonly<Record<string, string>> = { "content-type": "text/html" };

export const json = (status: number, value: unknown): Reply => ({
  status,
  headers: jsonHeaders,
  body: JSON.stringify(value),
});

/** What the documentation shows for a stop and a delete that succeeded: the JSON `null`. */
export const done: Reply = { status: 200, headers: jsonHeaders, body: "null" };

export const serviceError = (status: number, code: string, message: string): Reply =>
  json(status, { error_code: code, error_msg: message });

export const gatewayError = (
  status: number,
  code: string,
  message: string,
  requestId: string,
): Reply => ({
  status,
  headers: gatewayHeaders,
  body: JSON.stringify({ error_msg: message, error_code: code, request_id: requestId }),
});

/** What a malformed request gets; the documentation prints the digits of its code as x's. */
export const invalid: Reply = serviceError(
  400,
  "CC.00050000.400",
  "请求参数校验失败,请检查请求参数是否正确",
);

export const busy: Reply = serviceError(400, "CC.00000000", "Network busy. Try again later.");

export const throttled = (retryAfter: string | undefined, requestId: string): Reply => {
  const reply = gatewayError(
    429,
    "APIGW.0308",
    "The throttling threshold has been reached: policy user over ratelimit,limit:10",
    requestId,
  );
  return retryAfter === undefined
    ? reply
    : { ...reply, headers: { ...reply.headers, "retry-after": retryAfter } };
};

const outages = {
  500: ["APIGW.0601", "Internal server error"],
  502: ["APIGW.0201", "Backend unavailable"],
  503: ["APIGW.0613", "The IAM service is unavailable"],
  504: ["APIGW.0201", "Backend timeout"],
} as const;

export const unavailable = (
  status: keyof typeof outages,
  body: "json" | "html" | "empty",
  requestId: string,
): Reply => {
  const [code, message] = outages[status];
  if (body === "json") return gatewayError(status, code, message, requestId);
  if (body === "empty") return { status, headers: {}, body: "" };
  const title = `<title>${status} ${message}</title>`;
  return {
    status,
    headers: htmlHeaders,
    body: `<html><head>${title}</head><body><h1>${status} ${message}</h1></body></html>\n`,
  };
};
