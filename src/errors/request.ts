/**
 * What was asked for is wrong: another call is needed, not another try.
 *
 * @module
 */
import * as Schema from "effect/Schema";
import { type TaggedClass, taggedError } from "../schema/taggedError.ts";
import { type Final, final, type FinalRefusal, finalRefusal } from "./fields.ts";
import { clip, describe } from "./text.ts";

/** What is kept of a bad task id. */
type BadTaskId = Final & {
  /** What was given, whole. */
  readonly taskId: typeof Schema.String;
};

const badTaskId = (): BadTaskId => ({ ...final(), taskId: Schema.String });

const InvalidTaskIdClass: TaggedClass<InvalidTaskId, "InvalidTaskId", BadTaskId> = taggedError(
  "InvalidTaskId",
  badTaskId,
);

/**
 * What was given is not a task id: 1 to 32 letters, digits, `-` or `_`, the first a letter or digit.
 * Nothing was sent.
 *
 * @example
 * ```ts
 * import type { InvalidTaskId } from "@codearts/check";
 *
 * const given = (error: InvalidTaskId) => error.taskId;
 * ```
 *
 * @since 0.1.0
 * @category errors
 */
export class InvalidTaskId extends InvalidTaskIdClass {
  override get message(): string {
    return describe(
      `${JSON.stringify(clip(this.taskId, 64))} is not a task id`,
      { detail: `expected 1 to 32 letters, digits, "-" or "_", the first a letter or digit` },
      "Copy the id from the task's page or its creation.",
    );
  }
}

/** What is kept of a bad endpoint. */
type BadEndpoint = Final & {
  /** What was given, without credentials, query or fragment. */
  readonly endpoint: typeof Schema.String;
  /** What is wrong with it. */
  readonly reason: typeof Schema.String;
};

const badEndpoint = (): BadEndpoint => ({
  ...final(),
  endpoint: Schema.String,
  reason: Schema.String,
});

const InvalidEndpointClass: TaggedClass<InvalidEndpoint, "InvalidEndpoint", BadEndpoint> =
  taggedError("InvalidEndpoint", badEndpoint);

/**
 * What was given is no region that is known, or no endpoint that a proof of identity may be sent to:
 * `https` (plain `http` to a loopback address only), no credentials, no query, no fragment. Nothing
 * was sent.
 *
 * @example
 * ```ts
 * import type { InvalidEndpoint } from "@codearts/check";
 *
 * const line = (error: InvalidEndpoint) => `${error.endpoint}: ${error.reason}`;
 * ```
 *
 * @since 0.1.0
 * @category errors
 */
export class InvalidEndpoint extends InvalidEndpointClass {
  override get message(): string {
    return describe(
      `Cannot call ${JSON.stringify(clip(this.endpoint, 256))}`,
      { detail: this.reason },
      "Give one of the known regions, or an endpoint such as https://codearts-check.cn-north-4.myhuaweicloud.com.",
    );
  }
}

/** What is kept of a request that cannot be right. */
type BadRequest = Omit<FinalRefusal, "status"> & {
  /** The HTTP status; absent when nothing was sent. */
  readonly status: Schema.optional<typeof Schema.Number>;
};

const badRequest = (): BadRequest => ({
  ...finalRefusal(),
  status: Schema.optional(Schema.Number),
});

const InvalidRequestClass: TaggedClass<InvalidRequest, "InvalidRequest", BadRequest> = taggedError(
  "InvalidRequest",
  badRequest,
);

/**
 * The request is wrong in itself: the service refused its parameters (`CC.00050000`, a code that ends
 * with `.400`, `APIGW.0201` with 400, 413, 414 or 494, `APIGW.0602`, `APIGW.0607`), or an option was
 * given that means nothing, and nothing was sent (then `status` is absent).
 *
 * @example
 * ```ts
 * import type { InvalidRequest } from "@codearts/check";
 *
 * const wasSent = (error: InvalidRequest) => error.status !== undefined;
 * ```
 *
 * @since 0.1.0
 * @category errors
 */
export class InvalidRequest extends InvalidRequestClass {
  override get message(): string {
    return describe("The request is not valid", this, "Correct it: the same request fails again.");
  }
}

const TaskNotFoundClass: TaggedClass<TaskNotFound, "TaskNotFound", FinalRefusal> = taggedError(
  "TaskNotFound",
  finalRefusal,
);

/**
 * There is no such task, or it is in a project that is gone: `CC.00050013` "project not exist", which
 * is what a wrong task id gets (CodeArts Check FAQ), or a CodeArts Check code with HTTP 404.
 *
 * @example
 * ```ts
 * import * as Effect from "effect/Effect";
 * import { stopTask } from "@codearts/check";
 *
 * // A task that is gone does not run any more.
 * const program = stopTask("5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d", { region: "cn-north-4" }).pipe(
 *   Effect.catchTag("TaskNotFound", () => Effect.void),
 * );
 * ```
 *
 * @since 0.1.0
 * @category errors
 */
export class TaskNotFound extends TaskNotFoundClass {
  override get message(): string {
    return describe(
      "There is no such task here",
      this,
      "Check the task id, and that its project is in the region that is called.",
    );
  }
}
