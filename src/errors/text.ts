/**
 * How an error reads: what happened, the facts that support asks for, and what to do.
 *
 * @module
 */

/** The facts of a refusal that its message repeats. */
export interface Facts {
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly requestId?: string | undefined;
  readonly detail?: string | undefined;
}

/** Line breaks and terminal codes among them: whatever a service says, it stays on its line. */
const breaks = /[\s\p{Cc}]+/gu;

/** One line: what happened, the facts in brackets, the service's words, what to do. */
export const describe = (what: string, facts: Facts, advice: string): string => {
  const brackets = [
    facts.status === undefined ? undefined : `HTTP ${facts.status}`,
    facts.code,
    facts.requestId === undefined ? undefined : `request id ${facts.requestId}`,
  ].filter((fact) => fact !== undefined).join(", ");
  const words = facts.detail?.replace(/[\s.。]+$/u, "") ?? "";
  return `${what}${brackets === "" ? "" : ` (${brackets})`}${
    words === "" ? "" : `: ${words}`
  }. ${advice}`.replace(breaks, " ");
};

/** At most `length` characters of a text, none of them halved, with a sign where it was cut. */
export const clip = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length).replace(/[\ud800-\udbff]$/, "")}…`;
