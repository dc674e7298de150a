// @ts-check
// Where data is stored while somebody tries a page in the workshop: in this page's memory, and gone
// with it. What a reader has saved on the same site is neither read nor changed.

/** @typedef {import("../../js/storage/backend.mjs").Key} Key */

/** @type {Map<Key, string>} */
const stored = new Map();

/** @param {Key} key */
export function read(key) {
  return stored.get(key) ?? null;
}

/**
 * @param {Key} key
 * @param {string} text
 */
export function write(key, text) {
  stored.set(key, text);
}
