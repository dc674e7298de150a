// @ts-check
// What a reader decides about all that is kept: to drop it, to keep it in the tab, on the device.

import { NAMES, drop, read, setPassing } from "./keeper.mjs";
import { write } from "./store.mjs";

/** @typedef {import("./keeper.mjs").Name} Name */

/** Drops all that is kept. */
export function wipe() {
  NAMES.forEach(dropText);
}

/** Whether there is anything that somebody would miss. */
export function isAnythingKept() {
  return NAMES.some((name) => name !== "colors" && readText(name));
}

/** Drops all that is kept, and keeps what comes in this tab only. */
export function keepInTab() {
  wipe();
  pass(true);
}

/** Keeps on the device again: what is in this tab, and what comes from now on. */
export function keepOnDevice() {
  const texts = NAMES.map((name) => /** @type {const} */ ([name, readText(name)]));
  wipe();
  pass(false);
  for (const [name, text] of texts) if (text && !readText(name)) write(name, text);
}

/** @param {boolean} isOn whether things are kept in the tab from now on */
function pass(isOn) {
  try {
    setPassing(isOn);
  } catch {
    // Then nothing is kept anywhere.
  }
}

/** @param {Name} name */
export function dropText(name) {
  try {
    drop(name);
  } catch {
    // Then it was never kept.
  }
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
