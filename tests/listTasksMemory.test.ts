import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Stream from "effect/Stream";
import { listTasks } from "../mod.ts";
import { changingList } from "./support/changingList.ts";
import { clientOn } from "./support/fetch.ts";
import { staticToken, target } from "./support/program.ts";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

const heap = (): number => {
  collect();
  return process.memoryUsage().heapUsed;
};

it.effect("a listing of 100,000 tasks keeps their ids, and takes some 1150 requests", () =>
  Effect.gen(function* () {
    const list = changingList(100_000, { counts: "pages", from: 1 });
    const before = heap();
    let count = 0;
    let most = 0;
    yield* listTasks("0a1b2c3d4e5f60718293a4b5c6d7e8f9", target).pipe(
      Stream.runForEach(() =>
        Effect.sync(() => {
          if (++count % 20_000 === 0) most = Math.max(most, heap() - before);
        })
      ),
      Effect.provide(clientOn(list.fetch)),
      Effect.provide(staticToken),
    );
    expect(count).toBe(100_000);
    expect(list.calls.length).toBeLessThan(1180);
    // Some 90 bytes an id, and what the fake remembers of its calls.
    expect(most).toBeLessThan(12_000_000);
  }));
