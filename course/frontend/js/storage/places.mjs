// @ts-check
// Where a reader stopped in each module: the step, and the minutes that were left.

import { isDate, today } from "../base/dates.mjs";
import { isObject, readEntries, writeEntries } from "./storage.mjs";

/** @typedef {{step: string, minutes: number, on: string}} Place `step` is the anchor of a step */

const MAX_MINUTES = 999;

/**
 * Where the reader stopped in a module, if they did.
 *
 * @param {string} role
 * @param {string} module
 * @returns {Place | undefined}
 */
export function placeIn(role, module) {
  const roles = readEntries("places").entries?.[module];
  const place = isObject(roles) ? roles[role] : undefined;
  return isPlace(place) ? place : undefined;
}

/**
 * Saves where the reader is in a module, or without a step, that nothing is left.
 *
 * @param {string} role
 * @param {string} module
 * @param {{step: string, minutes: number} | null} place
 */
export function savePlace(role, module, place) {
  const { entries } = readEntries("places");
  if (!entries) return;
  const roles = isObject(entries[module]) ? { ...entries[module] } : {};
  if (place) roles[role] = { ...place, on: today() };
  else delete roles[role];
  entries[module] = roles;
  if (!Object.keys(roles).length) delete entries[module];
  writeEntries("places", entries);
}

/**
 * @param {unknown} value
 * @returns {value is Place}
 */
export function isPlace(value) {
  return (
    isObject(value) &&
    typeof value.step === "string" &&
    /^[a-z0-9_-]{1,100}$/.test(value.step) &&
    Number.isSafeInteger(value.minutes) &&
    Number(value.minutes) >= 0 &&
    Number(value.minutes) <= MAX_MINUTES &&
    isDate(value.on)
  );
}
