// @ts-check
// When a question comes back: about 2, 7 and 30 days after it was first tried. Whoever misses it
// then starts over; after the third time it rests.

import { daysLater, today } from "./days.mjs";

/** Days from one try to the next. */
const GAPS_DAYS = [2, 5, 23];
/** @type {unknown[]} how often it can have come back, where it has */
export const STEPS = GAPS_DAYS.map((_, at) => at + 1);

/** @typedef {{on?: string, step?: number}} Tried the day of the last try; how often it came back */

/**
 * The day on which it comes back, or an empty text for one that rests.
 *
 * @param {Tried} tried
 */
export function backOn({ on, step = 0 }) {
  // A day that is still to come was written by a clock that went wrong; no day, before there were.
  if (on === undefined || on > today()) return today();
  return step < GAPS_DAYS.length ? daysLater(on, GAPS_DAYS[step]) : "";
}

/** @param {Tried} tried */
export function isBack(tried) {
  const day = backOn(tried);
  return day !== "" && day <= today();
}

/**
 * How often it has come back and was right, after a try today.
 *
 * @param {Tried | null} before
 * @param {boolean} isRight
 */
export function stepAfter(before, isRight) {
  if (!before || !isRight) return 0;
  return (before.step ?? 0) + Number(isBack(before));
}
