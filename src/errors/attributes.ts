/**
 * What spans and logs say of an error, by the names of OpenTelemetry's semantic conventions.
 *
 * @module
 */
import type { StopTaskError } from "../StopTaskError.ts";

/** The attributes of an error; no header, no body. */
export const attributesOf = (error: StopTaskError): Readonly<Record<string, string | number>> => {
  const attributes: Record<string, string | number> = { "error.type": error._tag };
  if ("status" in error && error.status !== undefined) {
    attributes["http.response.status_code"] = error.status;
  }
  if ("code" in error && error.code !== undefined) {
    attributes["codearts.error_code"] = error.code;
  }
  if ("requestId" in error && error.requestId !== undefined) {
    attributes["codearts.request_id"] = error.requestId;
  }
  return attributes;
};
