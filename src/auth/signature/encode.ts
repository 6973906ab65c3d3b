/**
 * The path and the query of a canonical request (API Request Signing Guide, "Creating a Canonical
 * Request").
 *
 * @module
 */

/** Characters that `encodeURIComponent` leaves and the guide does not. */
const left = /[!'()*]/g;

const hex = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;

/** Percent-encodes all but `A-Z a-z 0-9 - _ . ~`, in UTF-8 and capital digits. */
export const encode = (text: string): string => encodeURIComponent(text).replace(left, hex);

/** An octet that is encoded already, encoded as the guide has it: once, and only where needed. */
const normalize = (octet: string): string => {
  const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
  return /[\w\-.~/]/.test(character) ? character : octet.toUpperCase();
};

/**
 * The path with every segment encoded once, whatever of it is encoded already, and a slash at its
 * end, which the request itself does not have.
 */
export const canonicalUri = (path: string): string => {
  const encoded = /^[\w\-.~/]*$/.test(path) ? path : path.replace(
    /%[0-9A-Fa-f]{2}|%|[^\w\-.~/%]+/g,
    (part) => part.length === 3 && part.startsWith("%") ? normalize(part) : encode(part),
  );
  return encoded.endsWith("/") ? encoded : `${encoded}/`;
};

/** In UTF-16, surrogates stand before the last characters of the basic plane; in code points after. */
const rank = (unit: number): number =>
  unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800;

/** The order of code points, which is that of the bytes in UTF-8. */
export const byCodePoint = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const difference = rank(a.charCodeAt(at)) - rank(b.charCodeAt(at));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
};

/** The pairs sorted by key, then by value, each encoded; nothing for none. */
export const canonicalQuery = (pairs: Iterable<readonly [string, string]>): string =>
  [...pairs]
    .sort((a, b) => byCodePoint(a[0], b[0]) || byCodePoint(a[1], b[1]))
    .map(([key, value]) => `${encode(key)}=${encode(value)}`)
    .join("&");
