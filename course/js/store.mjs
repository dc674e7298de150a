// @ts-check
// What this browser keeps for this site, by name. All sites of one owner may share an origin, so
// every key carries the path of this one. Everything here throws where the browser keeps nothing.

const SITE = new URL("..", import.meta.url).pathname;
const FORGETTING = `${SITE}forgetting`;
/** Every name in use: clearing by prefix would reach into sites below this one. */
const NAMES = /** @type {const} */ (["answers", "colors", "jobs"]);

/** @typedef {typeof NAMES[number]} Name */

/**
 * @param {Name} name
 * @returns {string | null}
 */
export function read(name) {
  return localStorage.getItem(SITE + name);
}

/**
 * Keeps a text, unless the reader wants nothing kept.
 *
 * @param {Name} name
 * @param {string} text
 */
export function write(name, text) {
  if (!isForgetting()) localStorage.setItem(SITE + name, text);
}

/** Whether nothing is to be kept, until the tab is closed. */
export function isForgetting() {
  return sessionStorage.getItem(FORGETTING) !== null;
}

/** Drops all that is kept, and keeps nothing more until the tab is closed. */
export function forget() {
  for (const name of NAMES) localStorage.removeItem(SITE + name);
  sessionStorage.setItem(FORGETTING, "yes");
}

/** Keeps again what comes from now on. */
export function rememberAgain() {
  sessionStorage.removeItem(FORGETTING);
}
