// @ts-check
// Where a reader's things are kept, as texts by name: this browser. A package for a learning
// management system brings a file of its own in this one's place, with the same functions.
// Only store.mjs and keeping.mjs call them. All but `isPassing` throw where nothing can be kept.

// All sites of one owner may share an origin, so every key carries the path of this one.
const SITE = new URL("../..", import.meta.url).pathname;
const PASSING = `${SITE}passing`;
const MOST_AWAY_MS = 60_000;

/** Every name in use: clearing by prefix would reach into sites below this one. */
export const NAMES = /** @type {const} */ (["answers", "colors", "jobs", "modules", "name", "notes"]);

/** @typedef {typeof NAMES[number]} Name */

/** @param {Name} name */
export function read(name) {
  return place().getItem(SITE + name);
}

/**
 * @param {Name} name
 * @param {string} text
 */
export function write(name, text) {
  place().setItem(SITE + name, text);
}

/** @param {Name} name */
export function drop(name) {
  place().removeItem(SITE + name);
}

/**
 * Whether things are kept in this tab only, and go with it. The device says so to every tab; a tab
 * that has begun to says so to itself, until its own things are on the device.
 */
export function isPassing() {
  try {
    return [sessionStorage, localStorage].some((store) => store.getItem(PASSING) !== null);
  } catch {
    return false;
  }
}

/** @param {boolean} isOn whether things are kept in this tab, and in new ones, only there */
export function setPassing(isOn) {
  if (isOn) {
    stamp();
    localStorage.setItem(PASSING, "1");
  } else {
    sessionStorage.removeItem(PASSING);
    localStorage.removeItem(PASSING);
  }
}

/** @returns {Storage} */
function place() {
  if (!isPassing()) return localStorage;
  stamp();
  return sessionStorage;
}

/** Notes when this tab was last in use. */
function stamp() {
  sessionStorage.setItem(PASSING, String(Date.now()));
}

/** A browser can bring a closed tab back, with all that it held: on a shared device, to others. */
function forgetIfLeft() {
  if (!isPassing()) return;
  const awayMs = Math.abs(Date.now() - Number(sessionStorage.getItem(PASSING)));
  if (!(awayMs < MOST_AWAY_MS)) NAMES.forEach(drop);
}

forgetIfLeft();
addEventListener("pagehide", () => {
  if (isPassing()) stamp();
});
addEventListener("pageshow", ({ persisted }) => {
  // The page stands there as it was left, and shows what may be gone.
  if (persisted && isPassing()) location.reload();
});
