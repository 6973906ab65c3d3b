/**
 * One line that says how far the stops are.
 *
 * @module
 */
import type { Paint } from "./Paint.ts";
import { widthOf } from "./printable.ts";

/** What was done so far. */
export interface Tally {
  stopped: number;
  /** How many failed, by the tag of the error. */
  readonly failures: Map<string, number>;
}

export const failedOf = ({ failures }: Tally): number =>
  [...failures.values()].reduce((sum, count) => sum + count, 0);

/** `TaskNotFound 2, Throttled 1`: the most frequent first. */
export const kindsOf = ({ failures }: Tally): string =>
  [...failures].sort(([, a], [, b]) => b - a).map(([tag, count]) => `${tag} ${count}`).join(", ");

/** `3 s`, `2 min 5 s`, `1 h 20 min`. */
export const spanOf = (seconds: number): string => {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3_600)} h ${Math.floor((whole % 3_600) / 60)} min`;
};

const widestBar = 24;
const narrowestBar = 8;

const barOf = (share: number, width: number, paint: Paint): string => {
  const full = Math.round(Math.min(1, share) * width);
  return paint("green", "█".repeat(full)) + paint("dim", "░".repeat(width - full));
};

/**
 * The line, in at most so many columns: what there is no room for is left out, the bar first of
 * all where it would be too short to tell anything.
 */
export const progressLine = (
  tally: Tally,
  total: number | undefined,
  seconds: number,
  columns: number,
  paint: Paint,
): string => {
  const failed = failedOf(tally);
  const done = tally.stopped + failed;
  const rate = seconds > 0 ? done / seconds : 0;
  const parts: Array<readonly [string, string?]> = [
    [total === undefined ? `${done} done` : `${done}/${total}`],
  ];
  if (failed > 0) parts.push([`${failed} failed`, paint("red", `${failed} failed`)]);
  if (rate > 0) parts.push([`${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s`]);
  if (total !== undefined && rate > 0 && done < total) {
    parts.push([`${spanOf((total - done) / rate)} left`]);
  }
  if (failed > 0) parts.push([kindsOf(tally), paint("red", kindsOf(tally))]);
  let left = columns;
  const shown: Array<string> = [];
  for (const [text, painted = text] of parts) {
    const width = widthOf(text) + (shown.length > 0 ? 2 : 0);
    if (width > left) break;
    left -= width;
    shown.push(painted);
  }
  const bar = Math.min(widestBar, left - 2);
  return total === undefined || total === 0 || bar < narrowestBar
    ? shown.join("  ")
    : `${barOf(done / total, bar, paint)}  ${shown.join("  ")}`;
};
