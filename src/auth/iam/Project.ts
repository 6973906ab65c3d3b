/**
 * The project of IAM that a token is scoped to.
 *
 * @module
 */
import * as Either from "effect/Either";
import { baseOf } from "../../Target.ts";
import { iamEndpointOf } from "./endpoint.ts";

/**
 * The project of IAM that a token is for: its name, which is the region's id for a region's own
 * project (`cn-north-4`), or its id. It is not the CodeArts project.
 *
 * @since 0.1.0
 * @category models
 */
export type Project = string | { readonly id: string };

/** Whether a value is text with something in it. */
export const isText = (value: unknown): value is string =>
  typeof value === "string" && value.trim() !== "";

/** What is wrong with an option that must be text, without its value. */
export const problemWith = (name: string, value: unknown, expected: string): string | undefined =>
  isText(value)
    ? undefined
    : `the option ${name} is ${
      value === undefined ? "missing" : typeof value === "string" ? "empty" : "no text"
    }: expected ${expected}`;

/** What is wrong with a project. */
export const problemWithProject = (project: unknown): string | undefined => {
  const { id }: { readonly id?: unknown } = typeof project === "object" && project !== null
    ? project
    : { id: project };
  return problemWith("project", id, `the id of a region, such as cn-north-4, or { id }`);
};

/** The scope of a token, as IAM's requests have it. */
export const scopeOf = (project: Project): object => ({
  project: typeof project === "string" ? { name: project } : { id: project.id },
});

/** IAM's URL, without a slash at its end, or what is wrong with the endpoint that was given. */
export const iamUrl = (
  endpoint: string | URL | undefined,
  project: Project,
): Either.Either<string, string> =>
  endpoint === undefined
    ? Either.right(iamEndpointOf(typeof project === "string" ? project : undefined))
    : Either.mapBoth(baseOf({ endpoint }), {
      onLeft: (error) => `the endpoint of IAM cannot be called: ${error.reason}`,
      onRight: ({ url }) => url,
    });
