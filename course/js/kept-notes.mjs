// @ts-check
// What readers write for themselves: kept by its place, such as "noticing/make-it-yours--my-plan".

import { isObject, isPassing, readThings, writeThings } from "./store.mjs";
import { word } from "./words.mjs";

/** @param {string} place */
export function noteAt(place) {
  const kept = readThings("notes").things?.[place];
  return isObject(kept) && typeof kept.text === "string" ? kept.text : "";
}

/**
 * Keeps a note; an empty one is dropped. False where the browser cannot.
 *
 * @param {string} place
 * @param {string} text
 */
export function keepNote(place, text) {
  const { things } = readThings("notes");
  if (!things) return false;
  const { [place]: _, ...others } = things;
  return writeThings("notes", text ? { ...others, [place]: { text } } : others);
}

/**
 * Where a note is kept, in words.
 *
 * @param {boolean} isKept
 */
export function whereKept(isKept) {
  return word(!isKept ? "note-not-kept" : isPassing() ? "kept-in-tab" : "kept-here");
}

/**
 * Lets a field show the note at a place, and keeps there what is written in it.
 *
 * @param {HTMLTextAreaElement} area
 * @param {string} place
 * @param {(isKept: boolean) => void} say is told after each letter whether it is kept
 */
export function keepIn(area, place, say) {
  let last = "";
  const takeKept = () => {
    // What could not be kept is nowhere else.
    if (area.value !== last) return;
    area.value = noteAt(place);
    last = area.value;
  };
  takeKept();
  area.addEventListener("input", () => {
    const kept = noteAt(place);
    const end = area.value.length;
    // Another tab has written since. Both texts stay.
    if (kept !== last && !area.value.includes(kept)) {
      area.setRangeText(`\n\n${kept}`, end, end, "preserve");
    }
    const isKept = keepNote(place, area.value);
    if (isKept) last = area.value;
    say(isKept);
  });
  window.addEventListener("storage", takeKept);
  // A browser may bring a page back as it was: on a shared device, to somebody else.
  window.addEventListener("pageshow", () => {
    if (!isPassing()) takeKept();
  });
  window.addEventListener("pagehide", () => {
    if (isPassing()) last = area.value = "";
  });
}
