// @ts-check
// What readers have written for themselves. A note is known by its module and its activity, so
// that two jobs which share a prompt share the note.

import { isObject, readThings, writeThings } from "./store.mjs";

/**
 * The note at a place, such as "noticing/make-it-yours--my-plan".
 *
 * @param {string} place
 */
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
