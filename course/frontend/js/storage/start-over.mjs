// @ts-check

import { readEntries, writeEntries } from "./storage.mjs";

/**
 * Removes what was finished, and where the reader stopped, so that it is read and counts anew.
 * False if the browser cannot.
 *
 * @param {string[]} modules
 */
export function startOver(modules) {
  return /** @type {const} */ (["modules", "places"]).every((store) => {
    const { entries } = readEntries(store);
    if (!entries) return false;
    for (const module of modules) delete entries[module];
    return writeEntries(store, entries);
  });
}
