// @ts-check
// The reader's lines, "When …, I'll …". The key is the plan or scene and when the line was made,
// "module/lesson--activity--mie2x0zk". A line is never changed: another takes its place.

import { isDate, today } from "../base/dates.mjs";
import { t } from "../base/messages.mjs";
import { isObject, readEntries, writeEntries } from "./storage.mjs";

/**
 * @typedef {object} Line
 * @property {string} when
 * @property {string} will
 * @property {string} role in which it was made
 * @property {string} on when it was made, or came back last
 * @property {number} [step] how often it has come back
 */

export const MOST_LINES = 3;
/** A line that was let go, so that it does not return from another device. */
const GONE = { gone: true };

/** The lines that were not let go, by key. */
export function liveLines() {
  const lines = Object.entries(readEntries("lines").entries ?? {});
  return /** @type {[string, Line][]} */ (lines.filter(([, line]) => isLine(line)));
}

/**
 * Saves lines, or lets them go. False if the browser cannot.
 *
 * @param {Record<string, Line | null>} lines by key; null lets it go
 */
export function saveLines(lines) {
  const { entries } = readEntries("lines");
  if (!entries) return false;
  for (const [key, line] of Object.entries(lines)) entries[key] = line ?? GONE;
  return writeEntries("lines", entries);
}

/**
 * Makes a line in place of another. False if it is none, such as one that is too long, or if the
 * browser cannot save it. Then the other stays.
 *
 * @param {string} place where it is from, as "module/lesson--activity"
 * @param {{when: string, will: string, role: string}} parts
 * @param {string} [earlier] the key of the line to let go
 */
export function makeLine(place, parts, earlier) {
  const key = `${place}--${Date.now().toString(36)}`;
  const line = { ...parts, on: today() };
  return isLine(line) && saveLines({ ...(earlier && { [earlier]: null }), [key]: line });
}

/**
 * @param {unknown} value
 * @returns {value is Line}
 */
export function isLine(value) {
  return (
    isObject(value) &&
    [value.when, value.will, value.role].every(
      (text) => typeof text === "string" && /^.{1,2000}$/s.test(text),
    ) &&
    /^[a-z0-9-]+$/.test(/** @type {string} */ (value.role)) &&
    isDate(value.on) &&
    [undefined, 1, 2].includes(/** @type {any} */ (value.step))
  );
}

/** @param {Pick<Line, "when" | "will">} line */
export function sentence({ when, will }) {
  return t("line", { when, will: /[.!?…”"]$/.test(will) ? will : `${will}.` });
}
