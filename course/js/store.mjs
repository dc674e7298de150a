// @ts-check
// What is kept of what a reader does here: the one way to it. Nothing here throws.

import { NAMES, drop, read, setPassing, write as put } from "./keeper.mjs";

export { isPassing } from "./keeper.mjs";

const FORMAT = 1;

/** What the things under a name are called in their text. */
const INNER = { answers: "questions", jobs: "jobs", modules: "modules", notes: "notes" };

/** @typedef {import("./keeper.mjs").Name} Name */
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
    text = read(name);
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
 * A text that is kept as it is, or an empty one.
 *
 * @param {Name} name
 */
export function readText(name) {
  try {
    return read(name) ?? "";
  } catch {
    return "";
  }
}

/**
 * Keeps a text. False where it cannot be kept.
 *
 * @param {Name} name
 * @param {string} text
 */
export function write(name, text) {
  try {
    put(name, text);
    return true;
  } catch {
    return false;
  }
}

/** Drops all that is kept. */
export function wipe() {
  NAMES.forEach(dropText);
}

/** Drops all that is kept, and keeps what comes in this tab only. */
export function keepInTab() {
  wipe();
  setPassing(true);
}

/** Keeps on the device again: what is in this tab, and what comes from now on. */
export function keepOnDevice() {
  const texts = NAMES.map((name) => /** @type {const} */ ([name, readText(name)]));
  wipe();
  setPassing(false);
  for (const [name, text] of texts) if (text && !readText(name)) write(name, text);
}

/** @param {Name} name */
export function dropText(name) {
  try {
    drop(name);
  } catch {
    // Then it was never kept.
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
