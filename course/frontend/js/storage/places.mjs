// @ts-check
// Where a reader stopped in each module, until it counts: the step, the minutes that were left, and
// the steps that were shown or skipped by choice.

import { isDate, today } from "../base/dates.mjs";
import { isObject, readEntries, writeEntries } from "./storage.mjs";

/**
 * @typedef {object} Place
 * @property {string} step the anchor of a step
 * @property {number} minutes
 * @property {string} on
 * @property {string[]} [seen] the anchors of steps; places were once saved without
 */

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
 * The steps of a module that were shown or skipped. Without a list, all before the place were.
 *
 * @param {Place | undefined} place
 * @param {string[]} steps all anchors in the order of the module
 */
export function seenIn(place, steps) {
  return place?.seen ?? steps.slice(0, Math.max(0, steps.indexOf(place?.step ?? "")));
}

/**
 * Saves where the reader is in a module, and adds to the steps seen earlier. Null says that nothing
 * is left. False if the browser cannot.
 *
 * @param {string} role
 * @param {string} module
 * @param {{step: string, minutes: number, seen: string[]} | null} place
 * @param {string[]} [steps] all anchors in the order of the module
 */
export function savePlace(role, module, place, steps = []) {
  const { entries } = readEntries("places");
  if (!entries) return false;
  const roles = isObject(entries[module]) ? { ...entries[module] } : {};
  if (place) {
    const seen = [...seenIn(placeIn(role, module), steps), ...place.seen];
    roles[role] = { ...place, on: today(), seen: [...new Set(seen)] };
  } else delete roles[role];
  entries[module] = roles;
  if (!Object.keys(roles).length) delete entries[module];
  return writeEntries("places", entries);
}

/**
 * @param {unknown} value
 * @returns {value is Place}
 */
export function isPlace(value) {
  if (!isObject(value)) return false;
  const { step, minutes, on, seen = [] } = value;
  return (
    Array.isArray(seen) &&
    [step, ...seen].every(isAnchor) &&
    Number.isSafeInteger(minutes) &&
    Number(minutes) >= 0 &&
    Number(minutes) <= MAX_MINUTES &&
    isDate(on)
  );
}

/** @param {unknown} value */
function isAnchor(value) {
  return typeof value === "string" && /^[a-z0-9_-]{1,100}$/.test(value);
}
