// @ts-check
// Dates in the form "2026-11-25", by the reader's own calendar.

const MS_PER_DAY = 86_400_000;

/** Today's date where the reader is. */
export function today() {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/**
 * @param {string} date
 * @param {number} days
 */
export function addDays(date, days) {
  // In UTC, where every day has the same length.
  return new Date(Date.parse(date) + days * MS_PER_DAY).toISOString().slice(0, 10);
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
export function isDate(value) {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  // Some browsers read February 31 as a day in March.
  return new Date(value).getUTCDate() === Number(value.slice(8));
}
