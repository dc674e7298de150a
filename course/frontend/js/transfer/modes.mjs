// @ts-check
// What a reader decides about all saved data: delete it, or keep it for this tab's session only.
// to-device.mjs saves it on the device again.

import { KEYS, read, remove, setSessionOnly } from "../storage/backend.mjs";

/** @typedef {import("../storage/backend.mjs").Key} Key */

/** @type {Key[]} how pages look, and what saved data has followed: no reader would miss it */
const NOT_MISSED = ["colors", "renames", "view"];
/** Nothing, or a store whose last entry has been taken out. */
const EMPTY = /^(\{"format":\d+,"\w+":\{\}\})?$/;

export function deleteAll() {
  KEYS.forEach(deleteText);
}

/** Whether anything is saved that a reader would miss. */
export function hasSavedData() {
  return KEYS.some((key) => !NOT_MISSED.includes(key) && !EMPTY.test(readText(key)));
}

/** Deletes all saved data, and stores new data for this tab's session only. */
export function switchToSessionOnly() {
  deleteAll();
  trySessionOnly(true);
}

/** @param {boolean} isOn */
export function trySessionOnly(isOn) {
  try {
    setSessionOnly(isOn);
  } catch {
    // Nothing can be stored anywhere.
  }
}

/** @param {Key} key */
export function deleteText(key) {
  try {
    remove(key);
  } catch {
    // It was never stored.
  }
}

/**
 * The plain text under a key, or an empty one.
 *
 * @param {Key} key
 */
export function readText(key) {
  try {
    return read(key) ?? "";
  } catch {
    return "";
  }
}
