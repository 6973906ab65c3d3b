/**
 * The values of options and arguments: each is read, or refused with what was expected.
 *
 * @module
 */
import { InvalidArgumentError, Option } from "commander";
import { isRegion, noRegion } from "./regions.ts";
import type { Region } from "../../Region.ts";

const refuse = (message: string): never => {
  throw new InvalidArgumentError(message);
};

/** A number with a minus: a wrong value, and no option. */
const isBelowZero = (text: string): boolean => /^-\.?\d/.test(text);

/** An option with a value. A second value, or another option in the place of one, is wrong usage. */
export const valued = <A>(
  flags: string,
  description: string,
  read: (text: string) => A,
  mayBeInput = false,
): Option =>
  new Option(flags, description).argParser<A>((text, previous) => {
    if (previous !== undefined) refuse("given twice.");
    if (text.startsWith("-") && !isBelowZero(text) && !(mayBeInput && text === "-")) {
      refuse("its value is missing.");
    }
    return read(text);
  });

export const anyText = (text: string): string => text === "" ? refuse("empty.") : text;

/** As `isTaskId` has it, and `listTasks` for projects. */
export const shortId = (what: string) => (text: string): string =>
  /^[0-9A-Za-z][0-9A-Za-z_-]{0,31}$/.test(text) ? text : refuse(
    `"${text}" is no ${what} id: expected 1 to 32 letters, digits, "-" or "_", the first a letter ` +
      "or digit.",
  );

export const region = (text: string): Region => isRegion(text) ? text : refuse(noRegion(text));

export const wholeNumber = (what: string, from: number, to: number) => (text: string): number => {
  const value = Number(text);
  return /^\d{1,9}$/.test(text) && value >= from && value <= to
    ? value
    : refuse(`"${text}" is no ${what}: expected a number from ${from} to ${to}.`);
};

const millisOf: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** `500ms`, `30s`, `2m`, `1h`, in milliseconds. */
export const duration = (text: string): number => {
  const [, digits, unit] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h)$/.exec(text) ?? [];
  const millis = Number(digits) * (millisOf[unit ?? ""] ?? Number.NaN);
  return millis >= 1 ? millis : refuse(
    `"${text}" is no duration: expected a number with its unit, such as 500ms, 30s or 2m.`,
  );
};
