/**
 * Imports point inward, from the entrypoints to the core, and name the modules that they need.
 */
import { type ImportGraph, importGraph, reachableFrom } from "../imports.ts";
import type { Step } from "../step.ts";

/** What is built on the core, and which the core therefore does not know. */
const outside = ["src/cli/", "src/emulator/", "src/edge/", "src/main.ts"];

/** Rooms that know less than the core as a whole: files below `room` import nothing below `not`. */
const rooms: ReadonlyArray<{ readonly room: string; readonly not: ReadonlyArray<string> }> = [
  {
    room: "src/schema/",
    not: ["src/auth/", "src/errors/", "src/http/", "src/listing/", "src/retry/", ...outside],
  },
  { room: "src/errors/", not: ["src/auth/", ...outside] },
  { room: "src/http/", not: ["src/auth/", "src/listing/", "src/retry/", ...outside] },
  { room: "src/retry/", not: ["src/auth/", "src/http/", "src/listing/", ...outside] },
  { room: "src/listing/", not: ["src/auth/", "src/http/", "src/retry/", ...outside] },
  { room: "src/auth/", not: outside },
  { room: "src/emulator/", not: ["src/cli/", "src/edge/", "src/main.ts"] },
];

/** Through these the same program is bigger by half, and asks Deno for permissions. */
const barrels = ["effect", "@effect/platform"];

const crossings = (
  graph: ImportGraph,
  files: Iterable<string>,
  isForbidden: (imported: string) => boolean,
  rule: string,
): ReadonlyArray<string> =>
  [...files].flatMap((file) =>
    (graph.get(file) ?? []).filter(isForbidden)
      .map((imported) => `${file} imports ${imported}: ${rule}`)
  );

const startsWithAny = (prefixes: ReadonlyArray<string>) => (path: string): boolean =>
  prefixes.some((prefix) => path.startsWith(prefix));

const problemsOf = (graph: ImportGraph): ReadonlyArray<string> => [
  ...rooms.flatMap(({ room, not }) => {
    const files = [...graph.keys()].filter((file) => file.startsWith(room));
    return crossings(graph, files, startsWithAny(not), `${room} points inward only`);
  }),
  ...crossings(
    graph,
    reachableFrom(graph, "mod.ts"),
    startsWithAny(outside),
    "the core, which is all that mod.ts reaches, does not know what is built on it",
  ),
  ...crossings(
    graph,
    graph.keys(),
    (imported) => barrels.includes(imported),
    "import the module itself, as in effect/Effect",
  ),
];

/** Rooms, core and barrels. */
export const architecture: Step = {
  name: "architecture",
  run: () => Promise.resolve({ problems: problemsOf(importGraph()) }),
};
