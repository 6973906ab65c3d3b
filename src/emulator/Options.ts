import * as Duration from "effect/Duration";

/**
 * How the emulated cloud behaves. Every field has a default.
 *
 * @since 0.1.0
 * @category options
 */
export interface Options {
  /** How long a run takes until it finishes by itself. Default: 1 minute. */
  readonly runDuration?: Duration.DurationInput;
  /** How a run that nobody stops ends. Default: `"succeeded"`. */
  readonly runOutcome?: Outcome;
  /** How long an issued token is good for. Default: 24 hours, as IAM's. */
  readonly tokenLifetime?: Duration.DurationInput;
  /**
   * How far the gateway's clock is ahead of Effect's, in milliseconds; negative: behind. The dates of
   * signatures are held against it. Default: 0.
   */
  readonly clockSkew?: number;
  /**
   * How long the service works on a stop before it answers; what is faster or slower is a fault.
   * Default: 0.
   */
  readonly stopDuration?: Duration.DurationInput;
  /**
   * How many stops the service works on at a time; more get the busy reply. `setConcurrentStops`
   * changes it. Default: no limit.
   */
  readonly concurrentStops?: number;
  /**
   * What `offset` counts when tasks are listed: pages from 1 (`"pages"`, the default: the pages since
   * 2025 of ShowTaskListByProjectIdV2), rows from 0 (`"rows"`: the page of 2023 and the official
   * SDKs), pages from 0, or rows from 1. The real service is documented in more than one way.
   */
  readonly listOffset?: ListOffset;
  /**
   * What `offset=0` gives where it counts from 1: the first page, as no offset at all (`"first"`, the
   * default), or the refusal of a parameter (`"refused"`). What the real service does is not known.
   */
  readonly listOffsetZero?: "first" | "refused";
  /** The agency of the ECS host whose metadata service this is. Default: it has none. */
  readonly hostAgency?: string;
  /**
   * Whether the metadata service wants a token of its own: it takes requests with a good one or with
   * none (`"optional"`, the default), with a good one only (`"required"`), or gives none out and
   * looks at none (`"unsupported"`).
   */
  readonly metadataTokens?: "optional" | "required" | "unsupported";
}

/**
 * What `offset` counts when tasks are listed.
 *
 * @since 0.1.0
 * @category options
 */
export type ListOffset = "pages" | "pagesFrom0" | "rows" | "rowsFrom1";

/**
 * How a run ends when nobody stops it: `task_status` 2 or 1.
 *
 * @since 0.1.0
 * @category options
 */
export type Outcome = "succeeded" | "failed";

/** The options with their defaults filled in; durations are milliseconds. */
export interface Settings {
  readonly runMillis: number;
  readonly runOutcome: Outcome;
  readonly tokenMillis: number;
  readonly clockSkew: number;
  readonly stopMillis: number;
  readonly listOffset: ListOffset;
  readonly listOffsetZero: "first" | "refused";
  readonly metadataTokens: "optional" | "required" | "unsupported";
}

export const settingsOf = (options: Options): Settings => ({
  runMillis: Duration.toMillis(options.runDuration ?? "1 minute"),
  runOutcome: options.runOutcome ?? "succeeded",
  tokenMillis: Duration.toMillis(options.tokenLifetime ?? "24 hours"),
  clockSkew: options.clockSkew ?? 0,
  stopMillis: Duration.toMillis(options.stopDuration ?? 0),
  listOffset: options.listOffset ?? "pages",
  listOffsetZero: options.listOffsetZero ?? "first",
  metadataTokens: options.metadataTokens ?? "optional",
});
