// @ts-check
// Where a reader's data is stored, as one text per key: in this browser. A package for a learning
// management system replaces this file with one that exports the same functions. Only storage.mjs
// and modes.mjs call them. All but `isSessionOnly` throw if nothing can be stored.

import { SITE } from "../base/site-url.mjs";

// All sites of one owner may share an origin, so every key starts with the path of this one.
const PREFIX = SITE.pathname;
const SESSION_ONLY = `${PREFIX}passing`;
const MAX_AWAY_MS = 60_000;

/** Every key in use: clearing by prefix would also clear sites below this one. */
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
  return currentStorage().getItem(PREFIX + key);
}

/**
 * @param {Key} key
 * @param {string} text
 */
export function write(key, text) {
  currentStorage().setItem(PREFIX + key, text);
}

/** @param {Key} key */
export function remove(key) {
  currentStorage().removeItem(PREFIX + key);
}

/**
 * Whether data is stored for this tab's session only. The device tells every new tab; a tab that
 * has begun this way stays so until its own data is saved on the device.
 */
export function isSessionOnly() {
  try {
    return [sessionStorage, localStorage].some((storage) => storage.getItem(SESSION_ONLY) !== null);
  } catch {
    return false;
  }
}

/** @param {boolean} isOn whether this tab and new ones store data for their session only */
export function setSessionOnly(isOn) {
  if (isOn) {
    markInUse();
    localStorage.setItem(SESSION_ONLY, "1");
  } else {
    sessionStorage.removeItem(SESSION_ONLY);
    localStorage.removeItem(SESSION_ONLY);
  }
}

/** @returns {Storage} */
function currentStorage() {
  if (!isSessionOnly()) return localStorage;
  markInUse();
  return sessionStorage;
}

/** Records when this tab was last in use. */
function markInUse() {
  sessionStorage.setItem(SESSION_ONLY, String(Date.now()));
}

/**
 * Browsers can restore a closed tab with its session storage. On a shared device that would show it
 * to someone else.
 */
function clearIfAbandoned() {
  if (!isSessionOnly()) return;
  const awayMs = Math.abs(Date.now() - Number(sessionStorage.getItem(SESSION_ONLY)));
  if (!(awayMs < MAX_AWAY_MS)) KEYS.forEach(remove);
}

clearIfAbandoned();
addEventListener("pagehide", () => {
  if (isSessionOnly()) markInUse();
});
addEventListener("pageshow", ({ persisted }) => {
  // The page was restored as it was, and may show data that has been cleared since.
  if (persisted && isSessionOnly()) location.reload();
});
