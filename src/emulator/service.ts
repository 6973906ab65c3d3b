import * as Context from "effect/Context";
import type * as Duration from "effect/Duration";
import type * as Effect from "effect/Effect";
import type * as Option from "effect/Option";
import type * as Redacted from "effect/Redacted";
import type { IssuedAccessKey } from "./AccessKey.ts";
import type { NewRun, NewTask } from "./control.ts";
import type { EmulatorError } from "./EmulatorError.ts";
import type { Fault } from "./Fault.ts";
import type { NewAgency, NewUser, User } from "./iam/Directory.ts";
import type { Operation } from "./Operation.ts";
import type { RecordedRequest } from "./RecordedRequest.ts";
import type { Task } from "./Task.ts";

/**
 * The emulated cloud: what it answers, and how a test or a demonstration controls it.
 *
 * @example
 * ```ts
 * import * as Emulator from "@codearts/check/emulator";
 * import * as Effect from "effect/Effect";
 * import * as Redacted from "effect/Redacted";
 *
 * const program = Effect.gen(function* () {
 *   const emulator = yield* Emulator.make({ runDuration: "10 seconds" });
 *   const { taskId } = yield* emulator.createTask();
 *   yield* emulator.startRun(taskId);
 *   const token = yield* emulator.issueToken();
 *   const response = yield* Effect.promise(() =>
 *     emulator.fetch(`http://localhost/v2/tasks/${taskId}/stop`, {
 *       method: "POST",
 *       headers: { "x-auth-token": Redacted.value(token) },
 *     })
 *   );
 *   return response.status;
 * });
 * ```
 *
 * @since 0.1.0
 * @category models
 */
export interface Emulator {
  /** Answers a request. It never fails: what is wrong with a request is told by the reply. */
  readonly handle: (request: Request) => Effect.Effect<Response>;
  /**
   * The web's `fetch`: a handler for `Deno.serve` and Workers, and a `Fetch` for the platform's
   * client. It runs on the runtime in which the emulator was made. It rejects with the reason of
   * an abort signal, and with a `TypeError` when the arguments make no request. A redirect is
   * handed back as it is, as with `redirect: "manual"`.
   */
  readonly fetch: (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;
  /**
   * Makes a CodeArts project and returns its id. Fails with reason `InvalidId` when the id is taken
   * or is not 1 to 32 characters long.
   */
  readonly createProject: (
    options?: { readonly projectId?: string },
  ) => Effect.Effect<string, EmulatorError>;
  /** Makes a task that never ran. Fails with reason `UnknownProject` or `InvalidId`. */
  readonly createTask: (options?: NewTask) => Effect.Effect<Task, EmulatorError>;
  /** Starts a run and returns its `exec_id`. Fails with reason `UnknownTask` or `TaskRunning`. */
  readonly startRun: (
    taskId: string,
    options?: NewRun,
  ) => Effect.Effect<string, EmulatorError>;
  /** The task as it is now; none when there is no such task. */
  readonly task: (taskId: string) => Effect.Effect<Option.Option<Task>>;
  /** All tasks of all projects as they are now, in the order in which they were made. */
  readonly tasks: Effect.Effect<ReadonlyArray<Task>>;
  /** Issues a token; `validFor` instead of the option `tokenLifetime`. */
  readonly issueToken: (
    options?: { readonly validFor?: Duration.DurationInput },
  ) => Effect.Effect<Redacted.Redacted<string>>;
  /** Revokes every token that was issued until now: each gets 401 `APIGW.0307`. */
  readonly revokeTokens: Effect.Effect<void>;
  /**
   * Makes an access key to sign with (`SDK-HMAC-SHA256`): a permanent one, or with `validFor` a
   * temporary one that has a security token and ends. The signature of every request is checked; one
   * whose date is more than 15 minutes from the gateway's clock (option `clockSkew`) is refused with
   * `APIGW.0301` and the words of the real gateway.
   */
  readonly issueAccessKey: (
    options?: { readonly validFor?: Duration.DurationInput },
  ) => Effect.Effect<IssuedAccessKey>;
  /**
   * Makes a user of IAM, who gets tokens by `POST /v3/auth/tokens`. Five wrong passwords within 15
   * minutes lock the user for 15 minutes. Fails with reason `InvalidName` when a name is empty or
   * taken.
   */
  readonly createUser: (user: NewUser) => Effect.Effect<User, EmulatorError>;
  /**
   * Makes an agency, for which the users of another account act who have the permission Agent
   * Operator; tokens of `issueToken` and keys of `issueAccessKey` may act for every agency. Fails
   * with reason `InvalidName` when a name is empty or taken.
   */
  readonly createAgency: (agency: NewAgency) => Effect.Effect<void, EmulatorError>;
  /**
   * Gives the ECS host an agency, or takes it away: its metadata service then hands out temporary
   * access keys, or none. What it handed out stays good until its end.
   */
  readonly setHostAgency: (agency: string | undefined) => Effect.Effect<void>;
  /** How many stops the service works on at a time from now on; more get the busy reply. */
  readonly setConcurrentStops: (limit: number) => Effect.Effect<void>;
  /**
   * The next `count` requests for the operation (default: `"stop"`) meet this fault, after those
   * scripted before; what authentication refuses meets none. A script for `"any"` operation goes
   * after the operation's own. `Infinity` is until `clearFaults`; less than 1 does nothing. Fails
   * with reason `InvalidFault` when no response can be made of it.
   */
  readonly faultNext: (
    count: number,
    fault: Fault,
    operation?: Operation | "any",
  ) => Effect.Effect<void, EmulatorError>;
  /** Forgets every fault that is still to come. */
  readonly clearFaults: Effect.Effect<void>;
  /** The last 1000 requests that were answered or given up, oldest first. */
  readonly requests: Effect.Effect<ReadonlyArray<RecordedRequest>>;
}

/**
 * The emulator as a service.
 *
 * @since 0.1.0
 * @category services
 */
export const Emulator: Context.Tag<Emulator, Emulator> = Context.GenericTag<Emulator>(
  "@codearts/check/Emulator",
);
