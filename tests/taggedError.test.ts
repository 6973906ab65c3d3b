import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Schema from "effect/Schema";
import { NetworkBusy } from "../mod.ts";
import { type TaggedClass, taggedError } from "../src/schema/taggedError.ts";

type Fields = { readonly count: typeof Schema.Number };

/** The names of what a class has beside its constructor, its parents' among them. */
const staticsOf = (given: object): ReadonlyArray<PropertyKey> =>
  given === Function.prototype || given === Error
    ? []
    : [...Reflect.ownKeys(given), ...staticsOf(Reflect.getPrototypeOf(given) ?? Error)];

describe("a class of tagged errors", () => {
  it("asks for its fields only when an error is made", () => {
    let asked = 0;
    const Counted: TaggedClass<object, "Counted", Fields> = taggedError("Counted", () => {
      asked++;
      return { count: Schema.Number };
    });
    expect(asked).toBe(0);
    new Counted({ count: 1 }, true);
    new Counted({ count: 2 }, true);
    expect(asked).toBe(1);
  });

  it("has all that Effect's own has", () => {
    const own = Schema.TaggedError<object>("Own")("Own", {});
    expect(staticsOf(NetworkBusy)).toEqual(expect.arrayContaining([...new Set(staticsOf(own))]));
  });

  it("is a schema by which its instances are known", () => {
    const error = new NetworkBusy({ status: 400 });
    expect(Schema.isSchema(NetworkBusy)).toBe(true);
    expect(Schema.is(NetworkBusy)(error)).toBe(true);
    expect(Schema.is(NetworkBusy)({ ...error })).toBe(false);
  });

  it("refuses fields that do not fit, by its name", () => {
    expect(() => Reflect.construct(NetworkBusy, [{ status: "400" }])).toThrow(
      /@codearts\/check\/NetworkBusy \(Constructor\)[^]*\["status"\][^]*Expected number/,
    );
  });

  it("takes fields as they are when it is told to, in either way", () => {
    const wrong = { status: "400" };
    for (const options of [true, { disableValidation: true }]) {
      const error: NetworkBusy = Reflect.construct(NetworkBusy, [wrong, options]);
      expect({ ...error }).toEqual({ _tag: "NetworkBusy", retryable: true, status: "400" });
    }
  });

  it("has the default of a field that is given as undefined", () => {
    const given = { status: 400, retryable: undefined };
    for (const options of [false, true]) {
      const error: NetworkBusy = Reflect.construct(NetworkBusy, [given, options]);
      expect(error.retryable).toBe(true);
    }
  });

  it("can be extended as Effect's own can", () => {
    class Busier extends NetworkBusy.extend<Busier>("Busier")({ queue: Schema.Number }) {}
    const error = new Busier({ status: 400, queue: 7 });
    expect(error).toBeInstanceOf(NetworkBusy);
    expect(error.message).toBe("CodeArts Check is busy (HTTP 400). Try again after a pause.");
    const back = Schema.decodeUnknownSync(Busier)(Schema.encodeSync(Busier)(error));
    expect(back).toBeInstanceOf(Busier);
    expect({ ...back }).toEqual({ ...error });
  });

  it.effect("can be yielded, and is a failure then", () =>
    Effect.gen(function* () {
      const failed = Effect.gen(function* () {
        return yield* new NetworkBusy({ status: 400 });
      });
      expect((yield* Effect.flip(failed))._tag).toBe("NetworkBusy");
    }));
});
