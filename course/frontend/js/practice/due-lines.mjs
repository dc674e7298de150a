// @ts-check
// Lines come back in practice about 7 and 30 days after they were made, and then no more.

import { addDays, today } from "../base/dates.mjs";
import { liveLines } from "../storage/lines.mjs";

/** @typedef {import("../storage/lines.mjs").Line} Line */

/** Days from when a line was made to the first time, and from then to the second. */
const INTERVALS_DAYS = [7, 23];

/** The lines that are due, by key. */
export function dueLines() {
  return liveLines().filter(([, line]) => {
    const date = nextDateOf(line);
    return date !== "" && date <= today();
  });
}

/**
 * When a line comes back next, or an empty text if it does not.
 *
 * @param {Line} line
 */
export function nextDateOf({ on, step = 0 }) {
  // A date in the future comes from a wrong clock.
  if (on > today()) return today();
  return step < INTERVALS_DAYS.length ? addDays(on, INTERVALS_DAYS[step]) : "";
}

/**
 * A line that has come back today.
 *
 * @param {Line} line
 * @returns {Line}
 */
export function cameBack(line) {
  return { ...line, on: today(), step: Math.min((line.step ?? 0) + 1, INTERVALS_DAYS.length) };
}
