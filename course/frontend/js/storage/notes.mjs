// @ts-check
// What readers write: plans and thoughts by "module/lesson--activity", fields of tools by
// "tools/tool--field". Roles that share an activity share its note.

import { isObject, readEntries, writeEntries } from "./storage.mjs";

/** @param {string} key */
export function readNote(key) {
  const note = readEntries("notes").entries?.[key];
  return isObject(note) && typeof note.text === "string" ? note.text : "";
}

/**
 * Saves a note; an empty one is deleted. False if the browser cannot.
 *
 * @param {string} key
 * @param {string} text
 */
export function saveNote(key, text) {
  const { entries } = readEntries("notes");
  if (!entries) return false;
  const { [key]: _, ...others } = entries;
  return writeEntries("notes", text ? { ...others, [key]: { text } } : others);
}
