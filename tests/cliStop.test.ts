import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as Emulator from "../src/emulator/Emulator.ts";
import { operations, type Process, runningTask, runWith, statusOf } from "./support/cli.ts";
import { inTime } from "./support/emulated.ts";

const inMemory = Effect.provide(Emulator.layer({ runDuration: "1 hour" }));

/** So many running checks, and a process that may stop them. */
const scene = (count: number) =>
  Effect.gen(function* () {
    const cloud = yield* Emulator.Emulator;
    const ids = yield* Effect.replicateEffect(runningTask, count);
    const token = Redacted.value(yield* cloud.issueToken());
    const process: Process = { env: { HW_AUTH_TOKEN: token, HW_REGION_NAME: "cn-north-4" } };
    return { cloud, ids, process };
  });

const statusesOf = (ids: ReadonlyArray<string>) => Effect.forEach(ids, statusOf);

const sentStops = Effect.map(operations, (all) => all.filter((name) => name === "stop").length);

describe("stop --from-file", () => {
  it.effect("stops the ids of a file, and says how many, not which", () =>
    Effect.gen(function* () {
      const { ids, process } = yield* scene(3);
      const files = { "ids.txt": `# left over\n${ids.join(" # hangs\r\n")}\n\n` };
      const { code, err, out } = yield* runWith(["stop", "--from-file", "ids.txt"], {
        ...process,
        files,
      });
      expect([code, err, out]).toEqual([0, "3 stopped in 0 s", []]);
      expect(yield* statusesOf(ids)).toEqual([3, 3, 3]);
    }).pipe(inMemory));

  it.effect("names each id that did not stop", () =>
    Effect.gen(function* () {
      const { ids, process } = yield* scene(1);
      const { code, err } = yield* runWith(["stop", "--from-file", "ids.txt"], {
        ...process,
        files: { "ids.txt": `${ids[0]}\ngone1\nno id\n` },
      });
      expect(code).toBe(1);
      expect(err).toContain("failed   gone1  TaskNotFound: ");
      expect(err).toContain("failed   no id  InvalidTaskId: ");
      expect(err).toMatch(/^1 stopped, 2 failed \(\w+ 1, \w+ 1\) in 0 s$/m);
      expect(err).not.toContain(ids[0]);
    }).pipe(inMemory));

  it.effect("takes arguments as well", () =>
    Effect.gen(function* () {
      const { ids: [first = "", second = ""], process } = yield* scene(2);
      const files = { "ids.txt": second };
      const ran = yield* runWith(["stop", first, "--from-file", "ids.txt"], { ...process, files });
      expect(ran.code).toBe(0);
      expect(yield* statusesOf([first, second])).toEqual([3, 3]);
    }).pipe(inMemory));

  it.effect("takes - for standard input, where no token is looked for then", () =>
    Effect.gen(function* () {
      const { ids: [id = ""], process } = yield* scene(1);
      const args = ["stop", "--from-file", "-"];
      const without = yield* runWith([...args, "--region", "cn-north-4"], { input: id });
      expect([without.code, yield* sentStops]).toEqual([2, 0]);
      expect(without.err).toContain("standard input: has the task ids (--from-file -)");
      expect(yield* runWith(args, { ...process, input: id })).toMatchObject({ code: 0 });
      expect(yield* statusOf(id)).toBe(3);
    }).pipe(inMemory));

  it.effect("has nothing to do for a file without ids, and says so", () =>
    Effect.gen(function* () {
      const { process } = yield* scene(0);
      const { code, err } = yield* runWith(["stop", "--from-file", "ids.txt"], {
        ...process,
        files: { "ids.txt": "# none\n" },
      });
      expect([code, err]).toEqual([0, "There is no task id: nothing to stop."]);
    }).pipe(inMemory));

  it.effect("is wrong usage where the file cannot be read", () =>
    Effect.gen(function* () {
      const { process } = yield* scene(0);
      const { code, err } = yield* runWith(["stop", "--from-file", "none.txt"], process);
      expect([code, err]).toEqual([2, expect.stringMatching(/^none\.txt cannot be read/)]);
    }).pipe(inMemory));

  it.effect("says once what all the others were refused for", () =>
    Effect.gen(function* () {
      const { ids } = yield* scene(40);
      const { code, err } = yield* runWith(
        ["stop", "--from-file", "ids.txt", "--concurrency", "1", "--region", "cn-north-4"],
        { env: { HW_AUTH_TOKEN: "MIIWRONG" }, files: { "ids.txt": ids.join("\n") } },
      );
      expect(code).toBe(1);
      expect(err.match(/^failed/gm)).toHaveLength(1);
      expect(err).toMatch(/^0 stopped, 40 failed \(NotAttempted 39, Auth\w+ 1\) in 0 s$/m);
    }).pipe(inMemory));
});

describe("stop", () => {
  it.effect("--retries 0 sends each once", () =>
    Effect.gen(function* () {
      const { cloud, ids: [id = ""], process } = yield* scene(1);
      yield* cloud.faultNext(1, Emulator.Fault.Busy());
      const { code, err } = yield* runWith(["stop", id, "--retries", "0"], process);
      expect([code, err]).toEqual([1, expect.stringContaining("NetworkBusy")]);
      expect(yield* sentStops).toBe(1);
    }).pipe(inMemory));

  it.effect("--retries 2 sends it three times at most", () =>
    Effect.gen(function* () {
      const { cloud, ids: [id = ""], process } = yield* scene(1);
      yield* cloud.faultNext(9, Emulator.Fault.Busy());
      const ran = yield* inTime(runWith(["stop", id, "--retries", "2"], process));
      expect([ran.code, yield* sentStops]).toEqual([1, 3]);
    }).pipe(inMemory));

  it.effect("tries again by itself, and tells of it only with --verbose", () =>
    Effect.gen(function* () {
      const { cloud, ids: [one = "", two = ""], process } = yield* scene(2);
      yield* cloud.faultNext(1, Emulator.Fault.Busy());
      const quiet = yield* inTime(runWith(["stop", one], process));
      expect([quiet.code, quiet.err]).toEqual([0, `stopped  ${one}`]);
      yield* cloud.faultNext(1, Emulator.Fault.Busy());
      const verbose = yield* inTime(runWith(["stop", two, "--verbose"], process));
      expect(verbose.code).toBe(0);
      expect(verbose.err).toMatch(/level=DEBUG .*Attempt 2 of 5 follows/);
    }).pipe(inMemory));

  it.effect("shows a stack with --verbose, and none without", () =>
    Effect.gen(function* () {
      const { process } = yield* scene(0);
      const quiet = yield* runWith(["stop", "gone1"], process);
      expect(quiet.err.split("\n")).toHaveLength(1);
      const verbose = yield* runWith(["stop", "gone1", "--verbose"], process);
      expect(verbose.err).toMatch(/TaskNotFound: .*\n\s+at /);
    }).pipe(inMemory));

  it.effect("--timeout bounds an attempt", () =>
    Effect.gen(function* () {
      const { cloud, ids: [id = ""], process } = yield* scene(1);
      yield* cloud.faultNext(1, Emulator.Fault.Slow({ delay: "1 minute" }));
      const args = ["stop", id, "--timeout", "1500ms", "--retries", "0"];
      const { code, err } = yield* inTime(runWith(args, process));
      expect([code, err]).toEqual([1, expect.stringContaining("RequestTimedOut")]);
    }).pipe(inMemory));

  it.effect("--confirm tells programs the status that it ended with", () =>
    Effect.gen(function* () {
      const { ids: [id = ""], process } = yield* scene(1);
      const { code, out } = yield* inTime(runWith(["stop", id, "--confirm", "--json"], process));
      expect(code).toBe(0);
      expect(out.map((line) => JSON.parse(line))).toEqual([
        { taskId: id, result: "stopped", status: { _tag: "Stopped" } },
      ]);
    }).pipe(inMemory));

  it.effect("--json says nothing to people", () =>
    Effect.gen(function* () {
      const { ids, process } = yield* scene(2);
      const { err, out } = yield* runWith(["stop", ...ids, "gone1", "--json"], process);
      expect([err, out.length]).toEqual(["", 3]);
    }).pipe(inMemory));

  it.effect("strips what would drive a terminal from what it shows", () =>
    Effect.gen(function* () {
      const { process } = yield* scene(0);
      const { err } = yield* runWith(["stop", "\u001b[2Jx\u0007", "\u202eabc"], process);
      // deno-lint-ignore no-control-regex
      expect(err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    }).pipe(inMemory));
});
