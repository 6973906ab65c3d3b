/**
 * One token for several processes that run for real, through a folder.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Emulator from "../src/emulator/Emulator.ts";
import { run } from "./gate/run.ts";
import { runningTask } from "./support/cli.ts";
import { sharer } from "./support/sharer.ts";

const host = "tests/support/stopShared.ts";

it.live(
  "two processes share one token through a folder, and an entry that is spoiled is replaced",
  () =>
    Effect.gen(function* () {
      const cloud = yield* Emulator.make();
      const { user: name, ...user } = sharer;
      yield* cloud.createUser({ ...user, name });
      const { url } = yield* Emulator.serve(cloud);
      const folder = yield* Effect.acquireRelease(
        Effect.sync(() => mkdtempSync(join(tmpdir(), "tokens-"))),
        (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true })),
      );
      /** A process of its own that stops a task. */
      const stop = Effect.gen(function* () {
        const taskId = yield* Effect.provideService(runningTask, Emulator.Emulator, cloud);
        const args = ["--import", "tsx", host, url, taskId, folder];
        return yield* Effect.promise(() => run(process.execPath, args, { limitInMs: 60_000 }));
      });
      const issued = Effect.map(
        cloud.requests,
        (all) => all.filter(({ operation }) => operation === "token").length,
      );
      const stopped = { code: 0, output: "stopped\n" };

      expect(yield* stop).toEqual(stopped);
      expect(yield* stop).toEqual(stopped);
      expect(yield* issued).toBe(1);

      const [file = ""] = readdirSync(folder);
      const path = join(folder, file);
      const entry = readFileSync(path, "utf8");
      const middle = entry.length / 2;
      const spoiled = entry.slice(0, middle) + (entry[middle] === "A" ? "B" : "A") +
        entry.slice(middle + 1);
      writeFileSync(path, spoiled);
      expect(yield* stop).toEqual(stopped);
      expect(yield* issued).toBe(2);
      expect(readdirSync(folder)).toEqual([file]);
      expect(readFileSync(path, "utf8")).not.toBe(spoiled);

      // What took its place is good: the next process has it.
      expect(yield* stop).toEqual(stopped);
      expect(yield* issued).toBe(2);
    }).pipe(Effect.scoped),
  120_000,
);
