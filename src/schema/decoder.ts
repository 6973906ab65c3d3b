/**
 * Decoders whose schemas are made when the first input comes: a worker's start pays for none of them.
 *
 * @module
 */
import type * as Option from "effect/Option";
import * as Schema from "effect/Schema";

/** Decodes what fits the schema. */
export const decoder = <A, I>(
  schema: () => Schema.Schema<A, I>,
): (input: unknown) => Option.Option<A> => {
  let decode: ((input: unknown) => Option.Option<A>) | undefined;
  return (input) => (decode ??= Schema.decodeUnknownOption(schema()))(input);
};
