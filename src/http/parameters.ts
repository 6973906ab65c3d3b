/**
 * Parameters of an operation besides the task id: checked, and put into a query.
 *
 * @module
 */
import { toStringUnknown } from "effect/Inspectable";
import { InvalidRequest } from "../errors/request.ts";
import { clip } from "../errors/text.ts";

/** A path with a query of the parameters that have a value. */
export const withQuery = (
  path: string,
  parameters: Readonly<Record<string, string | number | undefined>>,
): string => {
  const query = Object.entries(parameters)
    .flatMap(([name, value]) => value === undefined ? [] : `${name}=${encodeURIComponent(value)}`);
  return query.length === 0 ? path : `${path}?${query.join("&")}`;
};

/** An id that can stand in a path or a query as it is; task ids look alike. */
const pattern = /^[0-9A-Za-z][0-9A-Za-z_-]*$/;

/** What is wrong with an id of something: nothing, or an error to fail with before anything is sent. */
const problemOf = (what: string, longest: number) => (id: unknown): InvalidRequest | undefined =>
  typeof id === "string" && id.length <= longest && pattern.test(id)
    ? undefined
    : new InvalidRequest({
      detail: `${JSON.stringify(clip(toStringUnknown(id), 64))} is no ${what} id: ` +
        `expected 1 to ${longest} letters, digits, "-" or "_", the first a letter or digit`,
    }, true);

/** Lengths: CodeArts Check API Reference, "ShowTaskListByProjectIdV2". The characters are not documented. */
export const projectIdProblem: (id: unknown) => InvalidRequest | undefined = problemOf(
  "project",
  32,
);

/** Lengths: CodeArts Check API Reference, "CancelPortalServiceJob". The characters are not documented. */
export const jobIdProblem: (id: unknown) => InvalidRequest | undefined = problemOf("job", 64);
