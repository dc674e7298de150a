// @ts-check
// Days, as "2026-11-25": kept as the reader's own calendar has them.

const MS_A_DAY = 86_400_000;

/** Today where the reader is. */
export function today() {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/**
 * The day some days after another.
 *
 * @param {string} day
 * @param {number} days
 */
export function daysLater(day, days) {
  // In Greenwich, where no day is longer than another.
  return new Date(Date.parse(day) + days * MS_A_DAY).toISOString().slice(0, 10);
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
export function isDay(value) {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  // Some browsers take the 31st of February for a day in March.
  return new Date(value).getUTCDate() === Number(value.slice(8));
}
