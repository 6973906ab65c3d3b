/**
 * The real process, as Node has it, and Deno and Bun in its way.
 *
 * @module
 */
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { homedir } from "node:os";
import process from "node:process";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as Stream from "effect/Stream";
import type { Io, Screen, SecretFile } from "./Io.ts";
import { UsageError } from "./UsageError.ts";

/** More than any token has, and any file of credentials. */
const limit = 256 * 1024;

const readInput = async (): Promise<string | undefined> => {
  if (process.stdin.isTTY) return undefined;
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) {
    text += chunk;
    if (text.length > limit) break;
  }
  return text;
};

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;

/** The mode's bits for others than the owner. Windows has none that tell anything. */
const othersMay = 0o077;

const readSecretFile = async (path: string): Promise<SecretFile> => {
  const file = await open(path, "r");
  try {
    const status = await file.stat();
    const chunks: Array<Uint8Array> = [];
    // One byte more than it may have; what is no regular file has no size to look at.
    for await (const chunk of file.createReadStream({ end: limit, autoClose: false })) {
      chunks.push(chunk);
    }
    const bytes = Buffer.concat(chunks);
    if (bytes.byteLength > limit) throw new RangeError(`it has more than ${limit / 1024} KiB`);
    return {
      text: Redacted.make(bytes.toString("utf8")),
      isOpen: process.platform !== "win32" && status.isFile() && (status.mode & othersMay) !== 0,
    };
  } finally {
    await file.close();
  }
};

const file: Io["file"] = (path) =>
  Effect.tryPromise({ try: () => readSecretFile(path), catch: (error) => error }).pipe(
    Effect.catchAll((error) => {
      const code = codeOf(error);
      if (code === "ENOENT" || code === "ENOTDIR") return Effect.succeed(undefined);
      const reason = code ?? (error instanceof Error ? error.message : String(error));
      return new UsageError({
        message: `${path} cannot be read (${reason}): make it a file that this user may read, ` +
          "or remove it.",
      });
    }),
  );

const bytes: Io["bytes"] = (path) =>
  Stream.suspend(() =>
    Stream.fromAsyncIterable<Uint8Array, unknown>(
      path === "-" ? process.stdin : createReadStream(path),
      (error) => error,
    )
  ).pipe(Stream.mapError((error) => {
    const what = path === "-" ? "Standard input" : path;
    const reason = codeOf(error) ?? String(error);
    return new UsageError({ message: `${what} cannot be read (${reason}): check --from-file.` });
  }));

/** Writes, and waits where the reader is slower than the writer; not for one that is gone. */
const write = (stream: NodeJS.WriteStream) => (text: string): Effect.Effect<void> =>
  Effect.async((resume) => {
    const written = (): void => resume(Effect.void);
    if (stream.write(text, written)) written();
  });

const line = (stream: NodeJS.WriteStream) => {
  const writeText = write(stream);
  return (text: string): Effect.Effect<void> => writeText(`${text}\n`);
};

/** A terminal that does not tell its width has this. */
const usual = 80;

const screen: Screen | undefined = process.stderr.isTTY
  ? { columns: Effect.sync(() => process.stderr.columns || usual), draw: write(process.stderr) }
  : undefined;

/** The process that this runs in, and the signal that it may get. */
export const processIo = (signal: Effect.Effect<number>): Io => ({
  env: (name) =>
    Effect.try({
      try: () => process.env[name] || undefined,
      // Deno throws where a variable may not be read.
      catch: () =>
        new UsageError({ message: `${name} may not be read: run with --allow-env=${name}.` }),
    }),
  input: Effect.tryPromise({
    try: readInput,
    catch: (error) => new UsageError({ message: `Standard input cannot be read: ${error}` }),
  }),
  home: Effect.orElseSucceed(Effect.try(() => homedir() || undefined), () => undefined),
  file,
  metadata: "http://169.254.169.254",
  bytes,
  out: line(process.stdout),
  err: line(process.stderr),
  screen,
  width: Effect.sync(() => process.stdout.isTTY ? process.stdout.columns || usual : undefined),
  signal,
});
