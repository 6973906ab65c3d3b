/**
 * The dates of signatures, as they are sent and as the gateway speaks of them.
 *
 * @module
 */

/** `20191115T033655Z`, of seconds since 1970 that a year of four digits can hold. */
const format = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().replace(/[-:]|\.\d+/g, "");

/** The last moment that {@link timestamps} can write, in milliseconds. */
export const lastMoment = 253_402_300_799_999;

/** Writes dates, and each second once. */
export const timestamps = (): (millis: number) => string => {
  let second = -1;
  let text = "";
  return (millis) => {
    const current = Math.floor(millis / 1000);
    if (current !== second) {
      text = format(current);
      second = current;
    }
    return text;
  };
};

const date =
  /(\d{4})-?(\d\d)-?(\d\d)[T\s]\s*(\d\d):?(\d\d):?(\d\d)(?:\.\d+)?\s*(?:([+-]\d\d):?(\d\d))?/;

/** Milliseconds since 1970 of the first date in a text, in UTC where it names no offset. */
export const readDate = (text: string): number | undefined => {
  const [, year, month, day, hour, minute, second, hours, minutes] = date.exec(text) ?? [];
  const zone = hours === undefined ? "Z" : `${hours}:${minutes}`;
  const millis = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(millis) ? undefined : millis;
};

const serverTime = new RegExp(`server[\\s_-]*time\\D{0,8}(${date.source})`, "i");

/**
 * The gateway's clock in the words of a refusal: `…signature expired, signature
 * time:20211217T064303Z,server time:20211217T065804Z`. Where no word tells which date is whose, it
 * is the one beside the date that was signed.
 */
export const serverTimeIn = (words: string, signed: number): number | undefined => {
  const labelled = serverTime.exec(words)?.[1];
  if (labelled !== undefined) return readDate(labelled);
  const dates = [...words.matchAll(new RegExp(date.source, "g"))].map(([text]) => readDate(text));
  const others = dates.filter((found) => found !== signed);
  return others.length === 1 && dates.length === 2 ? others[0] : undefined;
};
