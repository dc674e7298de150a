// @ts-check
// When a line comes back in practice, about 7 and 30 days after it was made and then no more, and
// where it is from.

import { addDays, today } from "../base/dates.mjs";
import { pageLink } from "../base/off-modules.mjs";
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

/**
 * The plan or scene that a line is from, as "module/lesson--activity".
 *
 * @param {string} key of the line
 */
export function placeOf(key) {
  return key.slice(0, key.lastIndexOf("--"));
}

/**
 * A link to where a line is from, and where another can take its place.
 *
 * @param {string} key
 * @param {string} role
 * @param {string} text
 */
export function linkToPlace(key, role, text) {
  const [module, anchor] = placeOf(key).split("/");
  return pageLink(`${role}/${module}/#${anchor}`, text);
}
