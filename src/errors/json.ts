/**
 * The JSON of an error: what its schema encodes, and its message for people.
 *
 * @module
 */
import * as Duration from "effect/Duration";

/**
 * `JSON.stringify` of an error gives what its schema decodes, with `message` added: a getter on
 * the prototype would be left out.
 */
export const toJson = (
  error: Error & { readonly _tag: string },
): Record<string, unknown> => ({
  ...Object.fromEntries(
    Object.entries(error).map((
      [key, value],
    ) => [key, Duration.isDuration(value) ? Duration.toMillis(value) : value]),
  ),
  _tag: error._tag,
  message: error.message,
});
