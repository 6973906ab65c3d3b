/**
 * The regions, for help and completions, without the schema that decodes them.
 *
 * @module
 */
import type { Region } from "../../Region.ts";

/** The compiler keeps it complete. */
const known: Readonly<Record<Region, true>> = {
  "cn-north-4": true,
  "cn-north-1": true,
  "cn-east-2": true,
  "cn-east-3": true,
  "cn-south-1": true,
  "ap-southeast-3": true,
  "la-north-2": true,
  "sa-brazil-1": true,
  "eu-west-101": true,
};

export const regions: ReadonlyArray<string> = Object.keys(known);

export const isRegion = (text: string): text is Region => Object.hasOwn(known, text);

/** What is said of a text that is none. */
export const noRegion = (text: string): string =>
  `"${text}" is no region that is known: expected one of ${
    regions.join(", ")
  }, or the service's address as --endpoint.`;
