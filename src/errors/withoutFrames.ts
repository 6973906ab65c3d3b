/**
 * Errors that are made of a reply, without the frames of who made them.
 *
 * They are made on a fiber that was waiting: the frames are this module's and Effect's own in any
 * case, and say nothing of the program, whose spans a cause shows. To collect them takes longer than
 * all else that an error needs.
 *
 * @module
 */

/** Where runtimes on V8, and Bun, are told how many frames an error keeps. */
const limit = "stackTraceLimit";

/** Makes something while errors keep no frames; a runtime that cannot be told so keeps them. */
export const withoutFrames = <A>(make: () => A): A => {
  const before: unknown = Reflect.get(Error, limit);
  if (before === undefined || !Reflect.set(Error, limit, 0)) return make();
  try {
    return make();
  } finally {
    Reflect.set(Error, limit, before);
  }
};
