/**
 * Task ids from lines of text.
 *
 * @module
 */
import * as Stream from "effect/Stream";

/** No id is nearly as long; of a line that is, so much is kept, and is no id. */
const longestLine = 1_024;

/** The id on a line, without what follows a `#`; empty where there is none. */
const idOf = (line: string): string => line.replace(/(^|\s)#.*$/, "").trim();

/**
 * The task ids of a text of any length, as it comes: one a line. Empty lines, and what follows a
 * `#`, are passed over. A line that is no id comes out as it is, for its own outcome.
 *
 * @example
 * ```ts
 * import * as Stream from "effect/Stream";
 * import { stopTasks, taskIdsOf } from "@codearts/check";
 *
 * const lines = Stream.make("5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d # hangs\n", "0c9b8a7f6e5d5a0f\n");
 *
 * const outcomes = stopTasks(taskIdsOf(lines), { region: "cn-north-4" });
 * ```
 *
 * @since 0.1.0
 * @category constructors
 */
export const taskIdsOf = <E, R>(
  text: Stream.Stream<string | Uint8Array, E, R>,
): Stream.Stream<string, E, R> =>
  Stream.suspend(() => {
    const decoder = new TextDecoder();
    let rest = "";
    const linesOf = (part: string): ReadonlyArray<string> => {
      const lines = (rest + part).split(/\r\n|[\n\r]/);
      // A line may go on: only what begins it is kept.
      rest = lines.pop()?.slice(0, longestLine) ?? "";
      return lines.map((line) => idOf(line.slice(0, longestLine))).filter((id) => id !== "");
    };
    return Stream.concat(
      Stream.mapConcat(
        text,
        (part) => linesOf(typeof part === "string" ? part : decoder.decode(part, { stream: true })),
      ),
      Stream.suspend(() => Stream.fromIterable(linesOf(`${decoder.decode()}\n`))),
    );
  });
