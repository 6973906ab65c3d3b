/**
 * A task as a listing tells of it, and a page of them.
 *
 * @module
 */
import * as Option from "effect/Option";
import * as Schema from "effect/Schema";
import { decoder } from "../schema/decoder.ts";

/**
 * What a listing tells of a task. What the service leaves out, or sends as something else than text,
 * is `null`.
 *
 * @since 0.1.0
 * @category models
 */
export interface TaskSummary {
  /** The id of the task on the default branch of its repository. */
  readonly taskId: string;
  /** Not unique. */
  readonly name: string | null;
  /** The IAM user who made the task. */
  readonly creatorId: string | null;
  /** The repository that is checked. */
  readonly gitUrl: string | null;
  /** The default branch of the task. */
  readonly gitBranch: string | null;
  /** When the task was made, in the service's own words: UTC, `yyyy-MM-ddTHH:mm:ssZ`. */
  readonly createdAt: string | null;
  /** The latest check on any branch, in the service's own words; `null` where there was none. */
  readonly lastCheckTime: string | null;
}

/** Text, or a number as text: an odd field must not cost a listing. */
const Text = Schema.optional(Schema.Unknown);

const rowSchema = () =>
  Schema.Struct({
    task_id: Schema.NonEmptyString,
    task_name: Text,
    creator_id: Text,
    git_url: Text,
    git_branch: Text,
    created_at: Text,
    last_check_time: Text,
  });

const decodeReply = decoder(() =>
  Schema.Struct({
    tasks: Schema.NullOr(Schema.Array(rowSchema())),
    total: Schema.optional(Schema.Unknown),
  })
);

const text = (value: unknown): string | null => {
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? value : null;
};

const summaryOf = (row: ReturnType<typeof rowSchema>["Type"]): TaskSummary => ({
  taskId: row.task_id,
  name: text(row.task_name),
  creatorId: text(row.creator_id),
  gitUrl: text(row.git_url),
  gitBranch: text(row.git_branch),
  createdAt: text(row.created_at),
  lastCheckTime: text(row.last_check_time),
});

/** Some rows of a listing. */
export interface Page {
  readonly tasks: ReadonlyArray<TaskSummary>;
  /** How many rows the service says that there are; 0 where it does not. */
  readonly total: number;
}

/** Decodes a page: CodeArts Check API Reference, "ShowTaskListByProjectIdV2". */
export const decodePage = (json: unknown): Option.Option<Page> =>
  Option.map(decodeReply(json), ({ tasks, total }) => ({
    tasks: (tasks ?? []).map(summaryOf),
    total: typeof total === "number" ? total : 0,
  }));
