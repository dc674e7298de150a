// @ts-check
// Form fields whose content is saved as a note. They are in no form and have no name, so that
// nothing can submit them.

import { t } from "../base/messages.mjs";
import { readNote, saveNote } from "../storage/notes.mjs";
import { isSessionOnly } from "../storage/storage.mjs";

/**
 * Shows where the text of a field is saved.
 *
 * @param {HTMLElement} hint
 * @param {boolean} isSaved
 */
export function showWhereSaved(hint, isSaved) {
  hint.textContent = t(
    !isSaved ? "note-not-saved" : isSessionOnly() ? "saved-in-tab" : "saved-here",
  );
}

/**
 * Fills a text area from a note, and saves what is written in it.
 *
 * @param {HTMLTextAreaElement} area
 * @param {string} key
 * @param {HTMLElement} hint shows after each change where the text is saved
 */
export function bindText(area, key, hint) {
  let lastSaved = "";
  const load = () => {
    // Text that could not be saved exists nowhere else.
    if (area.value !== lastSaved) return;
    area.value = readNote(key);
    lastSaved = area.value;
  };
  load();
  showWhereSaved(hint, true);
  area.addEventListener("input", () => {
    const saved = readNote(key);
    const end = area.value.length;
    // Another tab has written since. Both texts stay.
    if (saved !== lastSaved && !area.value.includes(saved)) {
      area.setRangeText(`\n\n${saved}`, end, end);
    }
    const isSaved = saveNote(key, area.value);
    if (isSaved) lastSaved = area.value;
    showWhereSaved(hint, isSaved);
  });
  addEventListener("storage", load);
  // A browser may restore the page as it was: on a shared device, for someone else.
  addEventListener("pageshow", () => {
    if (!isSessionOnly()) load();
  });
  addEventListener("pagehide", () => {
    if (isSessionOnly()) lastSaved = area.value = "";
  });
}
