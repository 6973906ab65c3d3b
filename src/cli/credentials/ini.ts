/**
 * The form of the profile file, as strict as Python's `configparser`, by which the official SDK reads it.
 *
 * Parsers from npm take a line that is none for a key, turn values into booleans and numbers, and
 * tell no line; here a mistake must be found, and nothing else is needed.
 *
 * @module
 */
import * as Either from "effect/Either";
import * as Redacted from "effect/Redacted";

/** A value, and the line that it stands on. */
export interface Entry {
  readonly line: number;
  readonly value: Redacted.Redacted<string>;
}

/** The entries of a section by their keys, in lower case. */
export type Section = ReadonlyMap<string, Entry>;

/** What is wrong with a line. The line itself is not told: it may hold a secret. */
export interface Malformed {
  readonly line: number;
  readonly problem: string;
}

const ignored = /^\s*(?:[#;].*)?$/;
const heading = /^\s*\[([^\]]+)\]\s*(?:[#;].*)?$/;
// A comment after a value has a space before it; quotes are no part of a value.
const pair = /^\s*([^\s=:[][^=:]*?)\s*[=:]\s*(.*?)(?:\s+[#;].*)?\s*$/;
const quoted = /^(["'])(.*)\1$/;

/** The sections by their names, or the first line that cannot be right. */
export const parseIni = (
  text: string,
): Either.Either<ReadonlyMap<string, Section>, Malformed> => {
  const sections = new Map<string, Map<string, Entry>>();
  let section: Map<string, Entry> | undefined;
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
  for (const [index, content] of lines.entries()) {
    const line = index + 1;
    const wrong = (problem: string) => Either.left({ line, problem });
    if (ignored.test(content)) continue;
    const name = heading.exec(content)?.[1]?.trim();
    if (name !== undefined) {
      if (sections.has(name)) return wrong("this section is there already: put the two together");
      section = new Map();
      sections.set(name, section);
      continue;
    }
    const [, key, value] = pair.exec(content) ?? [];
    if (key === undefined || value === undefined) {
      return wrong("expected [section], key = value, or a comment that begins with #");
    }
    if (section === undefined) return wrong("expected [basic] before the first key");
    const known = section.get(key.toLowerCase());
    if (known !== undefined) return wrong(`line ${known.line} has this key already: remove one`);
    section.set(key.toLowerCase(), {
      line,
      value: Redacted.make(quoted.exec(value)?.[2] ?? value),
    });
  }
  return Either.right(sections);
};
