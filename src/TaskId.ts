/**
 * The id of a check task.
 *
 * @module
 */
import type * as Brand from "effect/Brand";
import * as Schema from "effect/Schema";

/**
 * The id of a check task, as a string that was checked.
 *
 * @since 0.1.0
 * @category models
 */
export type TaskId = string & Brand.Brand<"TaskId">;

/** The characters are not documented: those of the ids that documentation and SDKs show. */
const pattern = /^[0-9A-Za-z][0-9A-Za-z_-]{0,31}$/;

/**
 * Decodes the id of a check task: 1 to 32 letters, digits, `-` or `_`, of which the first is a
 * letter or digit. The length is documented (CodeArts Check API Reference, "StopTaskByIdV2"), the
 * characters are not. `stopTask` takes any string and fails with `InvalidTaskId` by the same rule:
 * decode first where an id enters the program, as from a queue.
 *
 * @example
 * ```ts
 * import * as Schema from "effect/Schema";
 * import { TaskId } from "@codearts/check";
 *
 * const Message = Schema.Struct({ taskId: TaskId, branch: Schema.String });
 * const decode = Schema.decodeUnknown(Message);
 * ```
 *
 * @since 0.1.0
 * @category schemas
 */
export const TaskId: Schema.brand<Schema.filter<typeof Schema.String>, "TaskId"> =
  // Marked so, it is left out of programs that need `isTaskId` alone.
  /*#__PURE__*/ Schema.String.pipe(
    /*#__PURE__*/ Schema.pattern(pattern, {
      identifier: "TaskId",
      message: () => `expected 1 to 32 letters, digits, "-" or "_", the first a letter or digit`,
    }),
    /*#__PURE__*/ Schema.brand("TaskId"),
  );

/**
 * Whether a value is the id of a check task. A regular expression and no more: the check stands on
 * the path of every call.
 *
 * @example
 * ```ts
 * import { isTaskId } from "@codearts/check";
 *
 * console.log(isTaskId("--region")); // false
 * ```
 *
 * @since 0.1.0
 * @category guards
 */
export const isTaskId = (value: unknown): value is TaskId =>
  typeof value === "string" && pattern.test(value);
