/**
 * Which ids came by lately.
 *
 * @module
 */

/** Says of an id whether it is among the last so many different ones, and keeps it in mind. */
export const makeSeen = (window: number): (id: string) => boolean => {
  const known = new Set<string>();
  // In turn, beside the set: finding a set's oldest member costs a walk over all that it has lost.
  const turns: Array<string> = [];
  let next = 0;
  return (id) => {
    if (known.has(id)) return true;
    const oldest = turns[next];
    if (oldest !== undefined) known.delete(oldest);
    turns[next] = id;
    known.add(id);
    next = (next + 1) % window;
    return false;
  };
};
