// @ts-check
// Saves this tab's data on the device again. Few readers need it, so it is loaded on demand.

import { KEYS } from "../storage/backend.mjs";
import { readEntries, saveText } from "../storage/storage.mjs";
import { MERGED_STORES } from "./merge.mjs";
import { deleteAll, deleteText, readText, trySessionOnly } from "./modes.mjs";
import { importSnapshot, takeSnapshot } from "./snapshot.mjs";

/** @typedef {import("../storage/backend.mjs").Key} Key */

/** @type {Key[]} plain texts, which cannot be merged */
const TEXT_KEYS = ["colors", "name", "number", "view"];

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
