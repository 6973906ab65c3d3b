/**
 * Walks through all rows of a list that others change meanwhile.
 *
 * Rows keep their order, but are removed and added anywhere, so that a row's place says little. What
 * holds is this: a window that shares a row with what was read continues it, and no row that was there
 * all the time lies between. So every window begins with rows that were read, and one that shares none
 * is not used: rows before it are gone, and the walk steps back until it meets what it knows. A window
 * that is not full is the end. Neither needs to know what `offset` counts, nor `total`: where both are
 * wrong, the walk takes more requests, and misses nothing.
 *
 * @module
 */
import * as Chunk from "effect/Chunk";
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import * as Stream from "effect/Stream";
import { UnexpectedResponse } from "../errors/unexpected.ts";
import type { StopTaskError } from "../StopTaskError.ts";
import { firstWindow, type Reading, type Window, windowAt } from "./Reading.ts";
import type { Page, TaskSummary } from "./TaskSummary.ts";

/** The most rows that the service gives at once. */
const mostRows = 100;

/**
 * The fewest that are asked for when replies are too long: pages of any shorter length may begin with
 * the same row, and then none begins right before it.
 */
const fewestRows = 17;

/** Fewer rows than this are all that there are, whatever the service says of their number. */
const fewestMore = 4;

/** Asks for rows. */
export type Read<R> = (
  offset: number | undefined,
  limit: number,
) => Effect.Effect<Page, StopTaskError, R>;

/** Where a walk is. */
interface Place {
  /** The first row that was not read, as far as is known. */
  readonly next: number;
  /** How many rows are asked for at most. */
  readonly longest: number;
  /** Unknown until two pages were compared. */
  readonly reading: Reading | undefined;
  /** While the reading is not known: the order of the rows of the first page, none before it. */
  readonly firstRows: ReadonlyMap<string, number>;
  /** What was answered to offset 1 was the first page again. */
  readonly countsFrom1: boolean;
  /** How far the last step went back; 0 after one ahead. */
  readonly back: number;
  /** How many requests in a row brought nothing new. */
  readonly fruitless: number;
  /** How many rows the service says that there are. */
  readonly total: number;
}

const start: Place = {
  next: 0,
  longest: mostRows,
  reading: undefined,
  firstRows: new Map(),
  countsFrom1: false,
  back: 0,
  fruitless: 0,
  total: 0,
};

/** After so many requests that brought nothing new, the reading is looked at again. */
const doubtfulAfter = 6;

/** After so many, nothing will help: more than reading everything once more takes. */
const hopelessAfter = (known: number): number => 16 + known / 40;

type Step = readonly [Chunk.Chunk<TaskSummary>, Option.Option<Place>];

const end = (fresh: ReadonlyArray<TaskSummary>): Step => [
  Chunk.unsafeFromArray(fresh),
  Option.none(),
];

const goOn = (place: Place, fresh: ReadonlyArray<TaskSummary> = []): Step => [
  Chunk.unsafeFromArray(fresh),
  Option.some({ ...place, fruitless: fresh.length === 0 ? place.fruitless + 1 : 0 }),
];

/** The rows that were not known until now. */
const remember = (known: Set<string>, page: Page): ReadonlyArray<TaskSummary> =>
  page.tasks.filter(({ taskId }) => {
    const { size } = known;
    return known.add(taskId).size > size;
  });

/** The window to ask for. */
const windowOf = (place: Place): Window => {
  if (place.reading !== undefined) return windowAt(place.reading, place.next, place.longest);
  if (place.firstRows.size === 0) return firstWindow(place.longest);
  // One row less than a page: the second such page begins with the last row of the first.
  const limit = place.longest - 1;
  return { first: limit, offset: place.countsFrom1 ? 2 : 1, limit };
};

/** The first page: true to its name whatever `offset` counts. */
const takeFirst = (known: Set<string>, place: Place, page: Page, limit: number): Step => {
  const fresh = remember(known, page);
  const { length } = page.tasks;
  const isShort = length < limit;
  if (isShort && (page.total <= length || length < fewestMore)) return end(fresh);
  const next = { ...place, next: length, back: 0, total: page.total };
  if (place.reading !== undefined && place.back === 0) {
    return isShort ? end(fresh) : goOn(next, fresh);
  }
  // Who comes back to the beginning may have been wrong about the reading.
  return goOn({
    ...next,
    // Not full, though there is more: the service gives no more at once.
    longest: isShort ? length : place.longest,
    reading: undefined,
    firstRows: new Map(page.tasks.map(({ taskId }, index) => [taskId, index])),
    countsFrom1: false,
  }, fresh);
};

/** A window further on, which continues what is known, or not. */
const take = (known: Set<string>, place: Place, page: Page, window: Window): Step => {
  const { length } = page.tasks;
  if (!page.tasks.some(({ taskId }) => known.has(taskId))) {
    const back = place.back === 0 ? place.longest >> 1 : 2 * place.back;
    return goOn({ ...place, next: Math.max(1, place.next - back), back, total: page.total });
  }
  const fresh = remember(known, page);
  if (length < window.limit && (fresh.length === 0 || page.total <= known.size)) return end(fresh);
  return fresh.length === 0 && place.fruitless === doubtfulAfter
    ? goOn({ ...start, longest: place.longest, fruitless: place.fruitless, total: page.total })
    : goOn({ ...place, next: window.first + length, back: 0, total: page.total }, fresh);
};

/** Whether a page begins where the first page does, more or less. */
const isFirstAgain = ({ firstRows, longest }: Place, { tasks }: Page): boolean => {
  const common = tasks.find(({ taskId }) => firstRows.has(taskId));
  return common !== undefined && (firstRows.get(common.taskId) ?? 0) < longest / 2;
};

const arrive = (known: Set<string>, place: Place, page: Page, window: Window): Step => {
  if (window.offset === undefined) return takeFirst(known, place, page, window.limit);
  if (place.reading !== undefined) return take(known, place, page, window);
  const again = isFirstAgain(place, page);
  if (place.countsFrom1) {
    return again
      ? take(known, { ...place, reading: "rows" }, page, { ...window, first: 1 })
      : take(known, { ...place, reading: "pagesFrom1" }, page, window);
  }
  return again
    ? goOn({ ...place, countsFrom1: true }, remember(known, page))
    : take(known, { ...place, reading: "pagesFrom0" }, page, window);
};

/** A reply of which no more than 64 KiB were read, and which is no JSON therefore. */
const isCut = (error: StopTaskError): boolean =>
  error._tag === "UnexpectedResponse" && error.status === 200 && /^\s*\{[^]*…$/.test(error.body);

/** All rows of a list, each once. Memory holds the ids of those that were read, and one page. */
export const walk = <R>(read: Read<R>): Stream.Stream<TaskSummary, StopTaskError, R> =>
  Stream.suspend(() => {
    const known = new Set<string>();
    return Stream.paginateChunkEffect(start, (place): Effect.Effect<Step, StopTaskError, R> => {
      if (place.fruitless > hopelessAfter(known.size)) {
        if (place.total <= known.size) return Effect.succeed(end([]));
        const body = `the same tasks whatever the offset: ${known.size} of ${place.total}`;
        return Effect.fail(new UnexpectedResponse({ status: 200, body }, true));
      }
      const window = windowOf(place);
      return Effect.matchEffect(read(window.offset, window.limit), {
        onSuccess: (page) => Effect.succeed(arrive(known, place, page, window)),
        onFailure: (error) => {
          const longest = place.longest >> 1;
          if (!isCut(error) || longest < fewestRows) return Effect.fail(error);
          const { fruitless, reading } = place;
          const again = reading === undefined ? { ...start, fruitless } : place;
          return Effect.succeed(goOn({ ...again, longest }));
        },
      });
    });
  });
