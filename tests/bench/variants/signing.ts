/**
 * The signature of a stop, by our signer.
 *
 * @module
 */
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest";
import * as Either from "effect/Either";
import * as Exit from "effect/Exit";
import * as Redacted from "effect/Redacted";
import { makeSigner } from "../../../src/auth/signature/signer.ts";
import { withoutBody } from "../../../src/http/request.ts";
import type { Setting } from "./Variant.ts";

/** An access key, of the length that IAM's have. */
export const accessKey = "QTWAOYTTINDUT2QVKYUC";
/** Its secret. */
export const secretKey = "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc";

/** Headers of a signed request. */
export type Signed = Readonly<Record<string, string | undefined>>;

/** What signs a stop, at a time in milliseconds since 1970: all that happens to a request for it. */
export const signOurs = (
  { endpoint, taskId }: Setting,
): (now: number) => Signed => {
  const signer = Either.getOrThrowWith(
    makeSigner({ accessKey, secretKey: Redacted.make(secretKey) }),
    (reason) => new Error(reason),
  );
  const request = withoutBody("POST", `${endpoint}/v2/tasks/${taskId}/stop`);
  return (now) => {
    // It is there at once: no fiber has to run for it.
    const signed = signer.sign(request, now) as Exit.Exit<
      HttpClientRequest,
      unknown
    >;
    if (Exit.isSuccess(signed)) return signed.value.headers;
    throw new Error("the stop should have been signed");
  };
};
