/**
 * A list of tasks behind a `fetch`, which others change between two requests.
 *
 * @module
 */
import * as FastCheck from "effect/FastCheck";
import { type FakeFetch, fakeFetch, json } from "./fetch.ts";

/** What `offset` counts, and from which. */
export interface Counting {
  readonly counts: "rows" | "pages";
  readonly from: 0 | 1;
}

export const countings: ReadonlyArray<Counting> = [
  { counts: "rows", from: 0 },
  { counts: "rows", from: 1 },
  { counts: "pages", from: 0 },
  { counts: "pages", from: 1 },
];

/** Tasks that are made or deleted at a place in the list, from 0 for the first to 1 for the last. */
export interface Change {
  readonly kind: "create" | "delete";
  readonly at: number;
  readonly count: number;
}

/** What others do before each request, in turn; after the last nothing. */
export type Script = ReadonlyArray<ReadonlyArray<Change>>;

export const scripts: FastCheck.Arbitrary<Script> = FastCheck.array(
  FastCheck.array(
    FastCheck.record({
      kind: FastCheck.constantFrom("create" as const, "delete" as const),
      at: FastCheck.oneof(
        FastCheck.constantFrom(0, 1),
        FastCheck.double({ min: 0, max: 1, noNaN: true }),
      ),
      count: FastCheck.oneof(
        { weight: 4, arbitrary: FastCheck.integer({ min: 1, max: 5 }) },
        { weight: 1, arbitrary: FastCheck.integer({ min: 1, max: 300 }) },
      ),
    }),
    { maxLength: 3 },
  ),
  { maxLength: 30 },
);

/** A list, as it is now and as it was. */
export interface ChangingList extends FakeFetch {
  /** The tasks that were there from the start, and still are. */
  readonly lasting: () => ReadonlyArray<string>;
  readonly now: () => ReadonlyArray<string>;
}

let made = 0;
const fresh = (count: number): Array<string> =>
  Array.from({ length: count }, () => (++made).toString(16).padStart(32, "0"));

/** A list of so many tasks. `totalOf` is what the service says of their number. */
export const changingList = (
  count: number,
  { counts, from }: Counting,
  script: Script = [],
  totalOf: (count: number) => unknown = (count) => count,
): ChangingList => {
  const tasks = fresh(count);
  const lasting = new Set(tasks);
  const change = ({ at, count, kind }: Change): void => {
    const place = Math.min(tasks.length, Math.floor(at * (tasks.length + 1)));
    if (kind === "create") tasks.splice(place, 0, ...fresh(count));
    else tasks.splice(Math.min(place, tasks.length), count).forEach((id) => lasting.delete(id));
  };
  const { calls, fetch } = fakeFetch((n, { url }) => {
    script[n]?.forEach(change);
    const { searchParams } = new URL(url);
    const limit = Number(searchParams.get("limit"));
    const offset = Number(searchParams.get("offset") ?? from);
    if (limit < 1 || limit > 100 || offset < from) {
      return json(400, { error_code: "CC.00050000.400", error_msg: "invalid" });
    }
    const first = (offset - from) * (counts === "rows" ? 1 : limit);
    const rows = tasks.slice(first, first + limit).map((task_id) => ({
      task_id,
      task_name: `app ${task_id}`,
      git_url: `https://git.example.com/team/${task_id}.git`,
    }));
    return json(200, { tasks: rows, total: totalOf(tasks.length) });
  });
  return { calls, fetch, lasting: () => [...lasting], now: () => tasks };
};
