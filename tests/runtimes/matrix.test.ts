/**
 * The runtime matrix: one scenario on every runtime that the module promises, against one cloud. A
 * runtime that is missing fails each of its tests; none is ever left out.
 */
import { afterAll, describe, expect, it } from "vitest";
import { onDeno } from "./runtimes/deno.ts";
import { onNode } from "./runtimes/node.ts";
import type { Runtime } from "./runtimes/Runtime.ts";
import { onWorkerd } from "./runtimes/workerd.ts";
import { checks, clients, type Outcome } from "./scenario/run.ts";
import { useCloud } from "./support.ts";

const { served } = useCloud();

interface Column {
  readonly name: string;
  readonly version: string;
  readonly outcomes: ReadonlyArray<Outcome>;
}

const columns: Array<Column> = [];

/** Whether a check held with every client. */
const held = ({ outcomes }: Column, check: string): boolean => {
  const own = outcomes.filter((outcome) => outcome.check === check);
  return own.length === Object.keys(clients).length &&
    own.every(({ problem }) => problem === undefined);
};

/** The matrix as text: a row for each check, a column for each runtime. */
const matrix = (): string => {
  const first = Math.max(...checks.map(({ name }) => name.length)) + 2;
  const row = (name: string, cells: ReadonlyArray<string>): string =>
    name.padEnd(first) +
    cells.map((cell, index) => cell.padEnd((columns[index]?.name.length ?? 0) + 2)).join("");
  return [
    `Each check with the clients ${Object.keys(clients).join(" and ")}, on`,
    ...columns.map(({ name, version }) => `  ${name}: ${version}`),
    row("", columns.map(({ name }) => name)),
    ...checks.map(({ name }) =>
      row(name, columns.map((column) => held(column, name) ? "ok" : "FAILED"))
    ),
  ].join("\n");
};

afterAll(() => console.log(matrix()));

/** Runs the scenario; a runtime that is missing has its column too. */
const run = async (runtime: Runtime): Promise<ReadonlyArray<Outcome>> => {
  const { name } = runtime;
  try {
    const version = await runtime.version();
    const outcomes = await runtime.run(served());
    columns.push({ name, version, outcomes });
    return outcomes;
  } catch (error) {
    columns.push({ name, version: "missing, or the scenario did not end", outcomes: [] });
    throw error;
  }
};

for (const runtime of [...onNode, ...onDeno, onWorkerd]) {
  describe(`on ${runtime.name}, the module`, () => {
    // The first test of a runtime waits for the whole scenario.
    let outcomes: Promise<ReadonlyArray<Outcome>> | undefined;
    for (const { name } of checks) {
      it(name, { timeout: 120_000 }, async () => {
        const own = (await (outcomes ??= run(runtime))).filter(({ check }) => check === name);
        expect(own.filter(({ problem }) => problem !== undefined)).toEqual([]);
        expect(own.map(({ client }) => client)).toEqual(Object.keys(clients));
      });
    }
  });
}
