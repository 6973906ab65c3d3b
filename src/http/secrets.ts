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

/** A beginning of so many characters that nothing escapes: those of most tokens and keys. */
const plain = /^[\w.~-]{12}/;

const isAlphanumeric = (char: string | undefined): boolean =>
  char !== undefined && /[0-9a-z]/i.test(char);

/** How much of a text at `at` is the beginning of a secret. */
const lengthOf = (text: string, at: number, secret: string): number => {
  let length = 0;
  while (length < secret.length && text[at + length] === secret[length]) length++;
  return length;
};

/**
 * Where a quotation ends that begins at `at`. Escapes that are not foreseen (`&#43;`, `\u002b`,
 * `%252B`) belong to it, and so does what follows them.
 */
const endOf = (text: string, at: number, forms: ReadonlyArray<string>): number => {
  const lengths = forms.map((form) => lengthOf(text, at, form));
  const end = at + Math.max(...lengths);
  const isWhole = forms.some((form, index) => form.length === lengths[index]);
  const isEscaped = lengths.some((length) => /[\\%&]/.test(text[at + length] ?? ""));
  if (isWhole || !isEscaped) return end;
  const rest = text.slice(end).search(/[\s"'<>]/);
  return rest < 0 ? text.length : end + rest;
};

/**
 * A text in which a secret, or the beginning of one that the text cuts off, is replaced.
 *
 * A secret that is shorter than what tells one is replaced only where it stands alone. Within
 * ordinary words it is no quotation, and a hole in them would spoil the text and show the secret.
 */
const without = (text: string, start: string, forms: ReadonlyArray<string>): string => {
  let shown = "";
  let from = 0;
  let at = start === "" ? -1 : text.indexOf(start);
  while (at >= 0) {
    const end = endOf(text, at, forms);
    const isWithinWord = start.length < tell &&
      (isAlphanumeric(text[at - 1]) || isAlphanumeric(text[end]));
    if (!isWithinWord) {
      shown += `${text.slice(from, at)}<redacted>`;
      from = end;
    }
    at = text.indexOf(start, isWithinWord ? at + 1 : end);
  }
  return shown + text.slice(from);
};

/** The part of a header's value that is the secret: of `Bearer …` and of a signature not all is. */
const secretOf = (name: string, value: string): string => {
  const [, bearer, signature] = name === "authorization"
    ? /^\S+ (\S+)$|\bSignature=([^,\s]+)/.exec(value) ?? []
    : [];
  return bearer ?? signature ?? value;
};

/** A secret escaped for a URL and for JSON, and as it is: what adds the most first. */
const formsOf = (secret: string): ReadonlyArray<string> => {
  const json = JSON.stringify(secret).slice(1, -1);
  // Half a character cannot be encoded: it would throw.
  const url = encodeURIComponent(secret.replace(/\p{Cs}/gu, "\ufffd"));
  return [
    url,
    url.replace(/%../g, (escape) => escape.toLowerCase()),
    json.replaceAll("/", "\\/"),
    json,
    secret,
  ];
};

/** How the forms of a secret begin, each once. */
const startsOf = (secret: string): ReadonlyArray<string> => {
  if (plain.test(secret)) return [secret.slice(0, tell)];
  // One more than tells: the last may be half.
  return [...new Set(formsOf(secret.slice(0, tell + 1)).map((form) => form.slice(0, tell)))];
};

/** A text with a secret taken out, whole or cut, as it was or escaped for JSON or a URL. */
export const withoutSecret = (text: string, secret: string): string => {
  if (text === "" || secret === "") return text;
  // Most texts quote nothing, and a token can be long.
  const starts = startsOf(secret);
  if (!starts.some((start) => text.includes(start))) return text;
  const forms = formsOf(secret);
  let shown = text;
  for (const start of starts) shown = without(shown, start, forms);
  return shown;
};

/**
 * A text with the proofs of a request taken out: services, proxies and runtimes quote what they
 * were sent, whole or cut, as it was or escaped for JSON or a URL.
 */
export const withoutSecrets = (text: string, request: HttpClientRequest): string => {
  let shown = text;
  for (const name of proofHeaders) {
    const value = request.headers[name];
    if (value !== undefined) shown = withoutSecret(shown, secretOf(name, value));
  }
  return shown;
};
