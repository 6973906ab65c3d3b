/**
 * `stop`: stops the tasks that are named, or those of a file.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import * as Stream from "effect/Stream";
import { stopTasks } from "../../stopTasks.ts";
import { taskIdsOf } from "../../taskIdsOf.ts";
import type { Stop } from "../arguments/Request.ts";
import { Io } from "../Io.ts";
import { UsageError } from "../UsageError.ts";
import { carryOut } from "./outcomes.ts";
import { onService } from "./session.ts";

/** What `stopTasks` has by default. */
const usualConcurrency = 16;

/** So many parts of a file are read ahead, 64 KiB each: the number of a usual file is known soon. */
const partsAhead = 64;

/** The ids as they come. */
const idsOf = ({ fromFile, taskIds }: Stop): Stream.Stream<string, UsageError, Io> =>
  fromFile === undefined ? Stream.fromIterable(taskIds) : Stream.concat(
    Stream.fromIterable(taskIds),
    Stream.unwrap(Effect.map(Io, (io) => taskIdsOf(io.bytes(fromFile)))),
  );

/** Stops each task and reports it. */
export const stop = (request: Stop): Effect.Effect<number, UsageError, Io | HttpClient> =>
  onService(
    request,
    (target, options) => {
      const { concurrency = usualConcurrency, confirm, fromFile, taskIds } = request;
      let read = 0;
      let total = fromFile === undefined ? taskIds.length : undefined;
      const ids = idsOf(request).pipe(
        Stream.mapChunks((chunk) => {
          read += chunk.length;
          return chunk;
        }),
        Stream.onEnd(Effect.sync(() => {
          total = read;
        })),
        Stream.bufferChunks({ capacity: partsAhead }),
      );
      return carryOut(request, {
        outcomes: (onInterrupt) =>
          stopTasks(ids, target, { ...options, concurrency, confirm, onInterrupt }),
        total: () => total,
        underWay: (done) => Math.max(0, Math.min(read - done, concurrency)),
        showEach: fromFile === undefined,
        nothing: "There is no task id: nothing to stop.",
      });
    },
    request.fromFile === "-",
  ).pipe(
    Effect.catchTag("InvalidRequest", ({ message }) => new UsageError({ message })),
  );
