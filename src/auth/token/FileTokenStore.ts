/**
 * Entries in a folder of the file system, on Node, Deno and Bun.
 *
 * @module
 */
import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import type { Entries } from "./Store.ts";

/** Names are made of hexadecimal digits; nothing else becomes a path. */
const pathOf = (folder: string, name: string): string => {
  if (!/^[0-9a-z-]{1,128}$/.test(name)) throw new TypeError("that is no name of an entry");
  return join(folder, `${name}.token`);
};

const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";

const read = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, { encoding: "utf8" });
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

/** Whoever reads meanwhile sees the file before or the file after, and never a part. */
const write = async (folder: string, path: string, entry: string): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const next = `${path}.${randomUUID()}`;
  try {
    const file = await open(next, "wx", 0o600);
    try {
      await file.writeFile(entry);
    } finally {
      await file.close();
    }
    await rename(next, path);
  } catch (error) {
    await rm(next, { force: true });
    throw error;
  }
};

/**
 * Entries in a folder, for `TokenStore.encrypted`: a file each, readable and writable by its owner alone
 * (mode 0600), replaced in one step. The folder is made if it is missing (mode 0700). Deno needs
 * `--allow-read` and `--allow-write` for it.
 *
 * @example
 * ```ts
 * import * as Redacted from "effect/Redacted";
 * import { TokenStore } from "@codearts/check";
 * import * as FileTokenStore from "@codearts/check/FileTokenStore";
 *
 * const storeIn = (folder: string, secret: string) =>
 *   TokenStore.encrypted({
 *     entries: FileTokenStore.entriesIn(folder),
 *     secret: Redacted.make(secret),
 *   });
 * ```
 *
 * @since 0.1.0
 * @category adapters
 */
export const entriesIn = (folder: string): Entries => ({
  get: (name) =>
    Effect.map(Effect.tryPromise(() => read(pathOf(folder, name))), Option.fromNullable),
  set: (name, entry) => Effect.tryPromise(() => write(folder, pathOf(folder, name), entry)),
  remove: (name) => Effect.tryPromise(() => rm(pathOf(folder, name), { force: true })),
});
