/**
 * Which headers prove an identity, and how their values are kept out of everything that is shown.
 *
 * @module
 */
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest";

/** The headers that prove an identity, in lower case. */
export const proofHeaders: ReadonlyArray<string> = [
  "x-auth-token",
  "authorization",
  "x-security-token",
  "x-subject-token",
];

/** The headers with the proofs among them replaced, for showing. */
export const redactHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map((
      [name, value],
    ) => [name, proofHeaders.includes(name) ? "<redacted>" : value]),
  );

/** So much of a secret's beginning, and a text is taken to quote it. */
const tell = 12;

/** A text in which a secret, or the beginning of one that the text cuts off, is replaced. */
const without = (text: string, secret: string): string => {
  const start = secret.slice(0, tell);
  let shown = "";
  let from = 0;
  for (;;) {
    const at = start === "" ? -1 : text.indexOf(start, from);
    if (at < 0) return shown + text.slice(from);
    let end = start.length;
    while (end < secret.length && text[at + end] === secret[end]) end++;
    shown += `${text.slice(from, at)}<redacted>`;
    from = at + end;
  }
};

/**
 * A text with the proofs of a request taken out: services, proxies and runtimes quote what they
 * were sent, whole or cut, as it was or escaped for JSON or a URL.
 */
export const withoutSecrets = (text: string, request: HttpClientRequest): string => {
  let shown = text;
  for (const name of proofHeaders) {
    const value = request.headers[name];
    if (value === undefined || shown === "") continue;
    for (const form of new Set([value, value.replaceAll("/", "\\/"), encodeURIComponent(value)])) {
      shown = without(shown, form);
    }
  }
  return shown;
};
