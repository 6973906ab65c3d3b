/**
 * The shapes in which the service, its gateway and IAM word a refusal, read as one.
 *
 * @module
 */
import * as Option from "effect/Option";
import * as Schema from "effect/Schema";
import { decoder } from "../schema/decoder.ts";

/** A refusal as its body words it, as long as it may be. */
export interface ErrorBody {
  readonly code: string;
  readonly detail?: string;
  readonly requestId?: string;
  readonly encodedAuthorizationMessage?: string;
}

const shapes = () => {
  const Code = Schema.Union(
    Schema.String.pipe(Schema.filter((code) => code.trim() !== "")),
    Schema.Number,
  );
  const anything = Schema.optional(Schema.Unknown);
  return Schema.Union(
    // CodeArts Check, and API Gateway, which adds `request_id`.
    Schema.Struct({
      error_code: Code,
      error_msg: anything,
      request_id: anything,
      encoded_authorization_message: anything,
    }),
    // IAM's Keystone operations: the code is a number, and equals the HTTP status.
    Schema.Struct({
      error: Schema.Struct({ code: Code, message: anything, title: anything }),
    }),
    // CodeArts Check's v1 and v3 operations, which come with HTTP 200.
    Schema.Struct({ status: Schema.Literal("error"), httpStatus: anything, result: anything }),
    // What the official SDKs for Python and Go also read.
    Schema.Struct({ code: Code, message: Schema.String }),
  );
};

const decodeShape = decoder(shapes);

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;

const make = (
  code: string | number,
  detail: unknown,
  requestId?: unknown,
  encodedAuthorizationMessage?: unknown,
): ErrorBody => {
  const known = {
    detail: text(detail),
    requestId: text(requestId),
    encodedAuthorizationMessage: text(encodedAuthorizationMessage),
  };
  return {
    code: String(code).trim(),
    ...(known.detail !== undefined && { detail: known.detail }),
    ...(known.requestId !== undefined && { requestId: known.requestId }),
    ...(known.encodedAuthorizationMessage !== undefined &&
      { encodedAuthorizationMessage: known.encodedAuthorizationMessage }),
  };
};

/** Reads a refusal from a body that was parsed as JSON; none, if it has no known shape. */
export const decodeErrorBody = (json: unknown): Option.Option<ErrorBody> =>
  Option.map(decodeShape(json), (shape) => {
    if ("error_code" in shape) {
      return make(
        shape.error_code,
        shape.error_msg,
        shape.request_id,
        shape.encoded_authorization_message,
      );
    }
    if ("error" in shape) {
      return make(shape.error.code, shape.error.message ?? shape.error.title);
    }
    return "status" in shape
      ? make(text(shape.httpStatus) ?? "error", shape.result)
      : make(shape.code, shape.message);
  });
