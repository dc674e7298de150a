// @ts-check
// A box or radio button of a tool, saved as a note.

import { showWhereSaved } from "../page/note-field.mjs";
import { readNote, saveNote } from "../storage/notes.mjs";
import { isSessionOnly } from "../storage/storage.mjs";

/** What is saved for a box that is checked. */
export const CHECKED = "x";

/**
 * Sets a box or radio button from a note, and saves whether it is checked.
 *
 * @param {HTMLInputElement} box
 * @param {string} key
 * @param {HTMLElement} hint shows after each change where it is saved
 */
export function bindCheck(box, key, hint) {
  const load = () => {
    box.checked = readNote(key) !== "";
  };
  load();
  // Choosing one radio button clears another without an event.
  (box.closest("fieldset") ?? box).addEventListener("input", () => {
    const text = box.checked ? CHECKED : "";
    if (readNote(key) !== text) showWhereSaved(hint, saveNote(key, text));
  });
  addEventListener("storage", load);
  addEventListener("pageshow", () => {
    if (!isSessionOnly()) load();
  });
  addEventListener("pagehide", () => {
    if (isSessionOnly()) box.checked = false;
  });
}
