import { afterEach, expect, it, vi } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Emulator from "../../src/emulator/Emulator.ts";

afterEach(() => {
  vi.doUnmock("srvx");
});

const failure = Effect.flatMap(
  Emulator.make(),
  (emulator) => Effect.scoped(Effect.flip(Emulator.serve(emulator))),
);

it.live("without srvx, serving is a typed error that says how to install it", () =>
  Effect.gen(function* () {
    vi.doMock("srvx", () => {
      throw new Error("Cannot find package 'srvx'");
    });
    const error = yield* failure;
    expect(error.reason).toBe("SrvxMissing");
    expect(error.message).toMatch(/install it \(npm install srvx\)\.$/);
  }));

it.live("on a runtime without sockets, serving is a typed error that points to fetch", () =>
  Effect.gen(function* () {
    vi.doMock("srvx", () => ({ serve: () => ({ runtime: "cloudflare" }) }));
    const error = yield* failure;
    expect(error.reason).toBe("NoSockets");
    expect(error.message).toMatch(/use the emulator's fetch as the worker's own\.$/);
  }));
