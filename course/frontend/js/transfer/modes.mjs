// @ts-check
// What a reader decides about all saved data: delete it, keep it for this tab's session only, or
// save it on the device.

import { KEYS, read, remove, setSessionOnly } from "../storage/backend.mjs";
import { readEntries, saveText } from "../storage/storage.mjs";
import { MERGED_STORES } from "./merge.mjs";
import { importSnapshot, takeSnapshot } from "./snapshot.mjs";

/** @typedef {import("../storage/backend.mjs").Key} Key */

/** @type {Key[]} plain texts, which cannot be merged */
const TEXT_KEYS = ["colors", "name", "view"];
/** @type {Key[]} how pages look, and what saved data has followed: no reader would miss it */
const NOT_MISSED = ["colors", "renames", "view"];

export function deleteAll() {
  KEYS.forEach(deleteText);
}

/** Whether anything is saved that a reader would miss. */
export function hasSavedData() {
  return KEYS.some((key) => !NOT_MISSED.includes(key) && readText(key));
}

/** Deletes all saved data, and stores new data for this tab's session only. */
export function switchToSessionOnly() {
  deleteAll();
  trySessionOnly(true);
}

/**
 * Saves on the device again: this tab's data is merged into what other tabs have saved there
 * meanwhile. False if the device cannot save all of it; then it saves none, and all stays in the
 * tab.
 */
export function switchToDevice() {
  // Data of a later version of the course cannot be merged.
  if (MERGED_STORES.some((store) => !readEntries(store).entries)) return false;
  const snapshot = takeSnapshot();
  const tabTexts = textsOf(TEXT_KEYS);
  trySessionOnly(false);
  const deviceTexts = textsOf(KEYS);
  const isSaved =
    importSnapshot(snapshot) &&
    tabTexts.every(([key, text]) => !text || readText(key) || saveText(key, text));
  if (!isSaved) {
    for (const [key, text] of deviceTexts) {
      if (text) saveText(key, text);
      else deleteText(key);
    }
  }
  // Back to the tab: its data is deleted only after it has been saved on the device.
  trySessionOnly(true);
  if (isSaved) {
    deleteAll();
    trySessionOnly(false);
  }
  return isSaved;
}

/** @param {readonly Key[]} keys */
function textsOf(keys) {
  return keys.map((key) => /** @type {const} */ ([key, readText(key)]));
}

/** @param {boolean} isOn */
function trySessionOnly(isOn) {
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
