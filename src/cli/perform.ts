/**
 * Performs what the arguments ask for. A command is loaded when it is asked for: no other pays for it.
 *
 * @module
 */
import type { HttpClient } from "@effect/platform/HttpClient";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Logger from "effect/Logger";
import * as LogLevel from "effect/LogLevel";
import type { Request } from "./arguments/Request.ts";
import { Io } from "./Io.ts";
import { command } from "./name.ts";
import type { UsageError } from "./UsageError.ts";

type Performance = Effect.Effect<number, UsageError, Io | HttpClient>;

const load = <Module>(
  module: () => Promise<Module>,
  perform: (module: Module) => Performance,
): Performance => Effect.flatMap(Effect.promise(module), perform);

/** A signal interrupts it; what it does then to end in order is waited for. */
const untilSignal = (performance: Performance): Performance =>
  Effect.flatMap(Io, (io) => Effect.raceFirst(performance, io.signal));

const performed = (request: Request): Performance => {
  switch (request._tag) {
    case "Stop":
      return load(() => import("./commands/stop.ts"), ({ stop }) => stop(request));
    case "StopRunning":
      return load(
        () => import("./commands/stopRunning.ts"),
        ({ stopRunning }) => stopRunning(request),
      );
    case "Supersede":
      return load(() => import("./commands/supersede.ts"), ({ supersede }) => supersede(request));
    case "Status":
      return load(() => import("./commands/status.ts"), ({ status }) => status(request));
    case "List":
      return load(() => import("./commands/list.ts"), ({ list }) => list(request));
    case "Emulator":
      return load(() => import("./commands/emulator.ts"), ({ emulator }) => emulator(request));
    case "Demonstration":
      return load(
        () => import("./commands/demonstration.ts"),
        ({ demonstration }) => demonstration(request.json),
      );
  }
};

/** Logs are for people, and none is shown that nobody asked for. */
const logging = (verbose: boolean): Layer.Layer<never, never, Io> =>
  Layer.merge(
    Layer.unwrapEffect(Effect.map(Io, (io) =>
      Logger.replace(
        Logger.defaultLogger,
        Logger.map(Logger.logfmtLogger, (line) => Effect.runFork(io.err(line))),
      ))),
    Logger.minimumLogLevel(verbose ? LogLevel.Debug : LogLevel.Warning),
  );

/** What the command is called: its help is. */
const wordOf = ({ _tag }: Request): string => _tag.replace(/(?<=[a-z])[A-Z]/g, "-$&").toLowerCase();

/** Performs it, and gives the exit code. */
export const perform = (request: Request): Effect.Effect<number, never, Io | HttpClient> =>
  untilSignal(performed(request)).pipe(
    Effect.catchTag("UsageError", (error) =>
      Effect.flatMap(
        Io,
        (io) =>
          Effect.as(
            io.err(`${error.message}\nSee ${command} ${wordOf(request)} --help`),
            2,
          ),
      )),
    Effect.provide(logging(request.verbose)),
  );
