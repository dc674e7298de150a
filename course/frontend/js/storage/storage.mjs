// @ts-check
// All access to stored data, except for deleting it and switching modes. Nothing here throws.

import { read, write } from "./backend.mjs";

export { isSessionOnly } from "./backend.mjs";

const FORMAT = 1;

/** @typedef {import("./backend.mjs").Key} Key */
/** @typedef {"answers" | "districts" | "jobs" | "lines" | "modules" | "notes" | "places"} StoreName */
/** @typedef {Record<string, unknown>} Entries by id */
/** @typedef {"not-saved" | "unreadable"} StorageProblem the name of a message to the reader */

/**
 * The entries of a store, which is `{format, <property>: {…}}`. `entries` is null if nothing can or
 * may be written to it.
 *
 * @param {StoreName} store
 * @returns {{entries: Entries | null, problem: StorageProblem | null}}
 */
export function readEntries(store) {
  let text;
  try {
    text = read(store);
  } catch {
    return { entries: null, problem: "not-saved" };
  }
  if (text === null) return { entries: {}, problem: null };
  const { format, [propertyOf(store)]: entries } = parseObject(text);
  // Written by a later version of the course, which will read it again.
  if (Number(format) > FORMAT) return { entries: null, problem: "not-saved" };
  if (format === FORMAT && isObject(entries)) return { entries, problem: null };
  return { entries: {}, problem: "unreadable" };
}

/**
 * Saves the entries of a store. False if the browser cannot.
 *
 * @param {StoreName} store
 * @param {Entries} entries
 */
export function writeEntries(store, entries) {
  return saveText(store, asText(store, entries));
}

/**
 * The text that keeps the entries of a store.
 *
 * @param {StoreName} store
 * @param {Entries} entries
 */
export function asText(store, entries) {
  return JSON.stringify({ format: FORMAT, [propertyOf(store)]: entries });
}

/**
 * The property that holds the entries of a store.
 *
 * @param {StoreName} store
 */
export function propertyOf(store) {
  return store === "answers" ? "questions" : store;
}

/**
 * Saves a text. False if the browser cannot.
 *
 * @param {Key} key
 * @param {string} text
 */
export function saveText(key, text) {
  try {
    write(key, text);
    return true;
  } catch {
    return false;
  }
}

/**
 * What a text of JSON says. Empty if that is no object.
 *
 * @param {string} text
 * @returns {Entries}
 */
export function parseObject(text) {
  try {
    const value = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/**
 * @param {unknown} value
 * @returns {value is Entries}
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
