// @ts-check
// Where a reader's data is stored, in a package for a learning management system: in the page around
// this one, which gives part of it to the learning system. It exports what the backend of a site
// does. All but `isSessionOnly` throw if nothing can be stored.

/** @typedef {import("../attempt/attempt.mjs").Attempt} Attempt */

/** Every key in use. */
export const KEYS = /** @type {const} */ ([
  "answers",
  "colors",
  "districts",
  "jobs",
  "lines",
  "modules",
  "name",
  "notes",
  "number",
  "places",
  "renames",
  "view",
]);

/** @typedef {typeof KEYS[number]} Key */

/** @param {Key} key */
export function read(key) {
  return attempt().read(key);
}

/**
 * @param {Key} key
 * @param {string} text
 */
export function write(key, text) {
  attempt().write(key, text);
}

/** @param {Key} key */
export function remove(key) {
  attempt().remove(key);
}

/** Whether what the learning system does not keep is gone when this window is closed. */
export function isSessionOnly() {
  return attempt().isSessionOnly();
}

/** No page of a package asks for this. */
export function setSessionOnly() {
  throw new Error("A learning system keeps what is done in it.");
}

function attempt() {
  return /** @type {Window & {attempt: Attempt}} */ (/** @type {unknown} */ (parent)).attempt;
}
