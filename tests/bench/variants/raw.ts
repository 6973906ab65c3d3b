/**
 * What a careful program would write by hand on `fetch`, with the contract of `stopTask`: the id is
 * validated, no redirect is followed, at most 64 KiB of a body are read, an error is decoded to a
 * tag, each attempt has a time limit, and an expired token is renewed and the call replayed once.
 *
 * @module
 */
import type { Setting } from "./Variant.ts";

/** What went wrong, by a tag. */
export class RawError extends Error {
  readonly tag: string;
  readonly status: number | undefined;
  readonly code: string | undefined;

  constructor(tag: string, message: string, status?: number, code?: string) {
    super(message);
    this.tag = tag;
    this.status = status;
    this.code = code;
  }
}

interface RawReply {
  readonly status: number;
  readonly body: string;
}

const bodyLimit = 64 * 1024;

const readText = async (response: Response): Promise<string> => {
  if (response.body === null) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value.subarray(0, bodyLimit - size), {
      stream: true,
    });
    size += value.byteLength;
    if (size >= bodyLimit) {
      void reader.cancel().catch(() => {});
      return text;
    }
  }
};

const send = async (
  url: string,
  token: string,
  timeoutInMs: number,
): Promise<RawReply> => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutInMs);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { accept: "application/json", "x-auth-token": token },
      redirect: "manual",
      signal: controller.signal,
    });
    return { status: response.status, body: await readText(response) };
  } catch (error) {
    throw controller.signal.aborted
      ? new RawError("RequestTimedOut", `no reply within ${timeoutInMs} ms`)
      : new RawError("ConnectionFailed", String(error));
  } finally {
    clearTimeout(timer);
  }
};

const tags: Readonly<Record<string, string>> = {
  "CC.00000000": "NetworkBusy",
  "CC.00050012": "NetworkBusy",
  "CC.00050014": "NetworkBusy",
  "CC.00000003": "AuthExpired",
  "CC.00050007": "AuthExpired",
  "APIGW.0307": "AuthExpired",
};

const fieldOf = (body: object, name: string): string | undefined => {
  const value: unknown = Reflect.get(body, name);
  return typeof value === "string" ? value : undefined;
};

/** The error that a reply tells of, or nothing when it tells of success. */
const errorOf = ({ body, status }: RawReply): RawError | undefined => {
  let json: unknown;
  try {
    json = body.trim() === "" ? null : JSON.parse(body);
  } catch {
    return new RawError("UnexpectedResponse", body.slice(0, 512), status);
  }
  if (typeof json === "object" && json !== null) {
    const code = fieldOf(json, "error_code");
    if (code !== undefined) {
      const tag = tags[code] ?? "ServiceError";
      return new RawError(tag, fieldOf(json, "error_msg") ?? "", status, code);
    }
    if (Object.keys(json).length > 0) json = undefined;
  }
  const isSuccess = (status === 200 || status === 204) && json !== undefined;
  return isSuccess ? undefined : new RawError("UnexpectedResponse", body.slice(0, 512), status);
};

/** Stops a task, by hand. */
export const stopByHand = async (
  { endpoint, taskId, token }: Setting,
  renew: () => string | undefined,
  timeoutInMs = 30_000,
): Promise<void> => {
  if (!/^[0-9A-Za-z][0-9A-Za-z_-]{0,31}$/.test(taskId)) {
    throw new RawError("InvalidTaskId", `${taskId} is no task id`);
  }
  const url = `${endpoint}/v2/tasks/${taskId}/stop`;
  let error = errorOf(await send(url, token, timeoutInMs));
  if (error?.tag === "AuthExpired") {
    const renewed = renew();
    if (renewed !== undefined) {
      error = errorOf(await send(url, renewed, timeoutInMs));
    }
  }
  if (error !== undefined) throw error;
};
