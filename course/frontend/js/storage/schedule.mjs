// @ts-check
// When a question comes back for practice: about 2, 7 and 30 days after the first try. A wrong
// answer starts the schedule over; after the third review the question is done.

import { addDays, today } from "../base/dates.mjs";

/** Days from one try to the next. */
const INTERVALS_DAYS = [2, 5, 23];
/** @type {unknown[]} the numbers of reviews that can be saved */
export const STEPS = INTERVALS_DAYS.map((_, index) => index + 1);

/** @typedef {{on?: string, step?: number}} Scheduled date of the last try, number of reviews passed */

/**
 * The date of the next review, or an empty text if there is none.
 *
 * @param {Scheduled} attempt
 */
export function dueOn({ on, step = 0 }) {
  // A date in the future comes from a wrong clock; no date, from before dates were saved.
  if (on === undefined || on > today()) return today();
  return step < INTERVALS_DAYS.length ? addDays(on, INTERVALS_DAYS[step]) : "";
}

/** @param {Scheduled} attempt */
export function isDue(attempt) {
  const date = dueOn(attempt);
  return date !== "" && date <= today();
}

/**
 * The number of reviews passed, after a try today.
 *
 * @param {Scheduled | null} previous
 * @param {boolean} isCorrect
 */
export function stepAfter(previous, isCorrect) {
  if (!previous || !isCorrect) return 0;
  return (previous.step ?? 0) + Number(isDue(previous));
}
