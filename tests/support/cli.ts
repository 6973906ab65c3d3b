/**
 * The command line on the emulator in memory, in a process of a test's own making.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as Stream from "effect/Stream";
import { Io } from "../../src/cli/Io.ts";
import { run } from "../../src/cli/run.ts";
import { UsageError } from "../../src/cli/UsageError.ts";
import * as Emulator from "../../src/emulator/Emulator.ts";

/** What the process has. */
export interface Process {
  readonly env?: Readonly<Record<string, string>>;
  /** Variables that may not be read. */
  readonly hidden?: UsageError;
  readonly input?: string | undefined | Effect.Effect<string | undefined, UsageError>;
  readonly files?: Readonly<Record<string, string>>;
  readonly isOpen?: boolean;
  readonly metadata?: string;
  /** How wide standard error is, where it is a terminal. */
  readonly screen?: number;
  /** How wide standard output is, where it is a terminal. */
  readonly width?: number;
  readonly signal?: Effect.Effect<number>;
}

/** What came of a run. */
export interface Ran {
  readonly code: number;
  readonly out: ReadonlyArray<string>;
  readonly err: string;
}

/** What a process has written. */
export interface Written {
  readonly out: Array<string>;
  readonly err: Array<string>;
  /** What was drawn on the screen. */
  readonly drawn: Array<string>;
}

/** Its process, and what it has written. */
export const processWith = (
  options: Process = {},
): Written & { readonly io: Io } => {
  const drawn: Array<string> = [];
  const out: Array<string> = [];
  const err: Array<string> = [];
  const { files = {}, hidden, input, isOpen = false } = options;
  const io = Io.of({
    env: (name) =>
      Effect.suspend(() => {
        const value = options.env?.[name];
        return value === undefined && hidden !== undefined
          ? Effect.fail(hidden)
          : Effect.succeed(value);
      }),
    input: Effect.isEffect(input) ? input : Effect.succeed(input),
    home: Effect.succeed("/home/ci"),
    file: (path) => {
      const text = files[path];
      return Effect.succeed(
        text === undefined ? undefined : { text: Redacted.make(text), isOpen },
      );
    },
    metadata: options.metadata ?? "http://169.254.169.254",
    bytes: (path) => {
      const text = path === "-" ? input : files[path];
      return typeof text === "string"
        ? Stream.make(new TextEncoder().encode(text))
        : Stream.fail(new UsageError({ message: `${path} cannot be read (ENOENT)` }));
    },
    screen: options.screen === undefined ? undefined : {
      columns: Effect.succeed(options.screen),
      draw: (text) => Effect.sync(() => void drawn.push(text)),
    },
    width: Effect.succeed(options.width),
    signal: options.signal ?? Effect.never,
    out: (line) => Effect.sync(() => void out.push(line)),
    err: (line) => Effect.sync(() => void err.push(line)),
  });
  return { io, out, err, drawn };
};

/** Runs the command line, and keeps what it writes. */
export const runWith = (
  args: ReadonlyArray<string>,
  options?: Process,
): Effect.Effect<Ran, never, HttpClient> =>
  Effect.suspend(() => {
    const { err, io, out } = processWith(options);
    return Effect.map(
      Effect.provideService(run(args), Io, io),
      (code) => ({ code, out, err: err.join("\n") }),
    );
  });

/** A running check in the emulator. */
export const runningTask: Effect.Effect<string, Emulator.EmulatorError, Emulator.Emulator> = Effect
  .gen(function* () {
    const cloud = yield* Emulator.Emulator;
    const { taskId } = yield* cloud.createTask();
    yield* cloud.startRun(taskId);
    return taskId;
  });

/** The state of a task, as "ShowProgressDetailV2" numbers it. */
export const statusOf = (
  taskId: string,
): Effect.Effect<number | null, unknown, Emulator.Emulator> =>
  Effect.flatMap(
    Emulator.Emulator,
    (cloud) => Effect.map(Effect.flatten(cloud.task(taskId)), ({ status }) => status),
  );

/** What reached the emulator. */
export const operations: Effect.Effect<ReadonlyArray<string | null>, never, Emulator.Emulator> =
  Effect.flatMap(
    Emulator.Emulator,
    (cloud) => Effect.map(cloud.requests, (all) => all.map(({ operation }) => operation)),
  );
