/**
 * What every command on the service needs: where, who, how often, and what is said of its end.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Either from "effect/Either";
import type { CallOptions } from "../../http/call.ts";
import * as RetryPolicy from "../../RetryPolicy.ts";
import type { StopOutcome } from "../../StopOutcome.ts";
import { baseOfEndpoint, type Target } from "../../Target.ts";
import { TokenService } from "../../TokenService.ts";
import { isRegion, noRegion } from "../arguments/regions.ts";
import type { Calling, Telling } from "../arguments/Request.ts";
import { credentials } from "../credentials/credentials.ts";
import { Io } from "../Io.ts";
import { paintOf } from "../output/Paint.ts";
import { printable } from "../output/printable.ts";
import { UsageError } from "../UsageError.ts";

const targetOf = ({ endpoint, region }: Calling): Effect.Effect<Target, UsageError, Io> =>
  Effect.gen(function* () {
    if (endpoint !== undefined) {
      const base = baseOfEndpoint(endpoint);
      if (Either.isRight(base)) return { endpoint, region };
      const shown = JSON.stringify(printable(base.left.endpoint));
      return yield* new UsageError({
        message: `--endpoint: ${shown} cannot be called: ${base.left.reason}.\n` +
          "Give an address such as https://codearts-check.cn-north-4.myhuaweicloud.com, or --region.",
      });
    }
    if (region !== undefined) return { region };
    const io = yield* Io;
    const configured = yield* io.env("HW_REGION_NAME");
    if (configured === undefined) {
      return yield* new UsageError({
        message: "Where are the tasks? Give --region or --endpoint, or set HW_REGION_NAME.",
      });
    }
    if (!isRegion(configured)) {
      return yield* new UsageError({ message: `HW_REGION_NAME: ${noRegion(configured)}` });
    }
    return { region: configured };
  });

/** Gives a command its target, its credentials and its retries. */
export const onService = <A, E, R>(
  request: Calling,
  use: (target: Target, options: CallOptions) => Effect.Effect<A, E, R>,
  isInputTaken = false,
): Effect.Effect<
  A,
  E | UsageError,
  Exclude<R, TokenService> | Io | HttpClient
> =>
  Effect.gen(function* () {
    const target = yield* targetOf(request);
    const tokens = yield* credentials(target.region, isInputTaken);
    const { retries, timeoutMillis } = request;
    const policy = retries === undefined
      ? yield* RetryPolicy.RetryPolicy
      : yield* RetryPolicy.make({ maxAttempts: retries + 1 }).pipe(
        Effect.mapError(({ message }) => new UsageError({ message })),
      );
    return yield* use(target, { timeout: timeoutMillis }).pipe(
      Effect.provideService(TokenService, tokens),
      Effect.provideService(RetryPolicy.RetryPolicy, policy),
    );
  });

/** An error for people: what, why, what to do; a stack where that was asked for. */
export const wordsOf = (
  error: { readonly _tag: string; readonly message: string },
  { verbose }: Telling,
): string =>
  verbose ? Cause.pretty(Cause.fail(error)) : `${error._tag}: ${printable(error.message)}`;

/** Tells of an error that ends a command. The exit code is 1. */
export const failed = (
  request: Telling,
  error: Exclude<StopOutcome["result"], { readonly _tag: "Right" }>["left"],
  fields: { readonly taskId: string } | { readonly projectId: string },
): Effect.Effect<number, never, Io> =>
  Effect.gen(function* () {
    const io = yield* Io;
    const paint = yield* paintOf(request);
    if (request.json) yield* io.out(JSON.stringify({ ...fields, result: "failed", error }));
    else {
      const subject = printable("taskId" in fields ? fields.taskId : fields.projectId);
      yield* io.err(`${paint("red", "failed")}   ${subject}  ${wordsOf(error, request)}`);
    }
    return 1;
  });
