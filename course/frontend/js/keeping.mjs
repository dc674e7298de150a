// @ts-check
// What a reader decides about all that is kept: to drop it, to keep it in the tab, on the device.

import { NAMES, drop, read, setPassing } from "./keeper.mjs";
import { PARTS, gather, takeIn } from "./luggage.mjs";
import { readThings, write } from "./store.mjs";

/** @typedef {import("./keeper.mjs").Name} Name */

/** @type {Name[]} of which there can be one only */
const TEXTS = ["colors", "name"];

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

/**
 * Keeps on the device again: what is in this tab joins what others have kept there meanwhile. False
 * where it cannot have all of it; then it has none, and all stays in the tab.
 */
export function keepOnDevice() {
  // What a later version of the course wrote in the tab cannot be joined.
  if (PARTS.some((part) => !readThings(part).things)) return false;
  const luggage = gather();
  const own = textsOf(TEXTS);
  pass(false);
  const before = textsOf(NAMES);
  const isKept =
    takeIn(luggage) && own.every(([name, text]) => !text || readText(name) || write(name, text));
  if (!isKept) {
    for (const [name, text] of before) {
      if (text) write(name, text);
      else dropText(name);
    }
  }
  // Back to the tab, to drop what it held only now.
  pass(true);
  if (isKept) {
    wipe();
    pass(false);
  }
  return isKept;
}

/** @param {readonly Name[]} names */
function textsOf(names) {
  return names.map((name) => /** @type {const} */ ([name, readText(name)]));
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
