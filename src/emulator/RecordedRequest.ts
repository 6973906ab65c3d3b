import * as List from "effect/List";
import type { Operation } from "./Operation.ts";

/**
 * A request that reached the emulator, without anything secret: of the headers only the names.
 *
 * @since 0.1.0
 * @category models
 */
export interface RecordedRequest {
  /** As it was sent. */
  readonly method: string;
  /** Host and port that the request was meant for. */
  readonly host: string;
  /** As it was sent, encoded. */
  readonly path: string;
  /** The query with its `?`, or nothing. */
  readonly query: string;
  /** What the request asked for; `null` when there is no such API. */
  readonly operation: Operation | null;
  /** The status that was replied; `null` when the caller gave up first. */
  readonly status: number | null;
  /** The `x-request-id` of the reply. */
  readonly requestId: string;
  /** Whether a token or a signature was sent. */
  readonly proof: boolean;
  /** In lower case, sorted. */
  readonly headerNames: ReadonlyArray<string>;
  /** When it arrived, in milliseconds since the epoch, on Effect's `Clock`. */
  readonly at: number;
}

const kept = 1000;

/**
 * The latest requests in two halves, newest first: when the young half is full it becomes the old
 * one. To record is a single step, and the memory stays flat however many requests come.
 */
export interface Requests {
  readonly young: List.List<RecordedRequest>;
  readonly count: number;
  readonly old: List.List<RecordedRequest>;
}

export const none: Requests = { young: List.nil(), count: 0, old: List.nil() };

export const record = (requests: Requests, request: RecordedRequest): Requests =>
  requests.count === kept
    ? { young: List.of(request), count: 1, old: requests.young }
    : { ...requests, young: List.cons(request, requests.young), count: requests.count + 1 };

/** The last 1000, oldest first. */
export const latest = ({ young, count, old }: Requests): ReadonlyArray<RecordedRequest> => [
  ...List.reverse(List.take(old, kept - count)),
  ...List.reverse(young),
];
