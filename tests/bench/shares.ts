/**
 * How figures are compared with the SDK's and with each other.
 *
 * @module
 */

/** The row of a name; a name that is not there is a mistake of the benchmark's. */
export const rowOf = <Row extends { readonly name: string }>(
  rows: ReadonlyArray<Row>,
  name: string,
): Row => {
  const row = rows.find((row) => row.name === name);
  if (row === undefined) throw new Error(`${name} was not measured`);
  return row;
};

/**
 * What a way to make the call takes as a share of what the SDK takes. Of both, what the hand-written
 * call takes is taken off: it is the stub's and the runtime's own, and nobody can do without.
 */
export const shareOfSdk = <Row extends { readonly name: string }>(
  rows: ReadonlyArray<Row>,
  figure: (row: Row) => number,
): (name: string) => number => {
  const raw = figure(rowOf(rows, "raw"));
  const sdk = figure(rowOf(rows, "SDK")) - raw;
  return (name) => (figure(rowOf(rows, name)) - raw) / sdk;
};
