// @ts-check
// What this browser keeps for this site, by name. All sites of one owner may share an origin, so
// every key carries the path of this one. Nothing here throws where the browser keeps nothing.

const SITE = new URL("..", import.meta.url).pathname;
const FORGETTING = `${SITE}forgetting`;
const FORMAT = 1;
/** Every name in use: clearing by prefix would reach into sites below this one. */
const NAMES = /** @type {const} */ (["answers", "colors", "jobs", "modules", "notes"]);

/** What the things under a name are called in their text. */
const INNER = { answers: "questions", jobs: "jobs", modules: "modules", notes: "notes" };

/** @typedef {typeof NAMES[number]} Name */
/** @typedef {keyof typeof INNER} Kind of things */
/** @typedef {Record<string, unknown>} Things */
/** @typedef {"not-kept" | "unreadable"} Trouble what a reader should know about the store */

/**
 * Things that are kept by id under a name, within `{format, <inner>: {…}}`. `things` is null where
 * nothing can or may be written.
 *
 * @param {Kind} name
 * @returns {{things: Things | null, trouble: Trouble | null}}
 */
export function readThings(name) {
  let text;
  try {
    text = localStorage.getItem(SITE + name);
  } catch {
    return { things: null, trouble: "not-kept" };
  }
  if (text === null) return { things: {}, trouble: null };
  const stored = parsed(text);
  const inner = INNER[name];
  if (isObject(stored) && Number(stored.format) > FORMAT) {
    // A later version of the course wrote this, and will read it again.
    return { things: null, trouble: "not-kept" };
  }
  if (isObject(stored) && stored.format === FORMAT && isObject(stored[inner])) {
    return { things: stored[inner], trouble: null };
  }
  return { things: {}, trouble: "unreadable" };
}

/**
 * Keeps things where `readThings` finds them.
 *
 * @param {Kind} name
 * @param {Things} things
 */
export function writeThings(name, things) {
  return write(name, JSON.stringify({ format: FORMAT, [INNER[name]]: things }));
}

/**
 * Keeps a text, unless the reader wants nothing kept. False where the browser cannot.
 *
 * @param {Name} name
 * @param {string} text
 */
export function write(name, text) {
  try {
    if (!isForgetting()) localStorage.setItem(SITE + name, text);
    return true;
  } catch {
    return false;
  }
}

/** Whether nothing is to be kept, until the tab is closed. */
export function isForgetting() {
  try {
    return sessionStorage.getItem(FORGETTING) !== null;
  } catch {
    return false;
  }
}

/** Drops all that is kept. */
export function wipe() {
  try {
    for (const name of NAMES) localStorage.removeItem(SITE + name);
  } catch {
    // Then nothing was ever kept.
  }
}

/** Drops all that is kept, and keeps nothing more until the tab is closed. */
export function forget() {
  wipe();
  try {
    sessionStorage.setItem(FORGETTING, "yes");
  } catch {
    // Then nothing was ever kept.
  }
}

/** Keeps again what comes from now on. */
export function rememberAgain() {
  try {
    sessionStorage.removeItem(FORGETTING);
  } catch {
    // Then nothing was ever kept.
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * @param {unknown} value
 * @returns {value is Things}
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
