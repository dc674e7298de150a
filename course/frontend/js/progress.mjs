// @ts-check
// Which modules a reader has read to their close: as which job, when, and in which revision.

import { isDay, today } from "./days.mjs";
import { isObject, readThings, writeThings } from "./store.mjs";

/** @typedef {{on: string, revision: number}} Read `on` is a day, such as "2026-11-25" */

/** @typedef {Record<string, Read>} Reads of one module, by job */

/**
 * How each module was read that was.
 *
 * @returns {Map<string, Reads>}
 */
export function allReads() {
  const kept = Object.entries(readThings("modules").things ?? {});
  return new Map(kept.map(([module, jobs]) => [module, soundReads(jobs)]));
}

/** What a reader should know of how that is kept, if anything. */
export function readTrouble() {
  return readThings("modules").trouble;
}

/**
 * @param {unknown} jobs
 * @returns {Reads}
 */
function soundReads(jobs) {
  /** @type {Reads} */
  const found = {};
  for (const [job, read] of Object.entries(isObject(jobs) ? jobs : {})) {
    if (/^[a-z0-9-]+$/.test(job) && isRead(read)) found[job] = read;
  }
  return found;
}

/**
 * Keeps that a module was read to its close today, unless what is kept is of a later revision.
 * False where that cannot be kept.
 *
 * @param {string} job
 * @param {string} module
 * @param {number} revision
 */
export function keepRead(job, module, revision) {
  const { things } = readThings("modules");
  if (!things) return false;
  const reads = soundReads(things[module]);
  if (reads[job]?.revision > revision) return true;
  things[module] = { ...reads, [job]: { on: today(), revision } };
  return writeThings("modules", things);
}

/**
 * @param {unknown} value
 * @returns {value is Read}
 */
export function isRead(value) {
  return isObject(value) && isDay(value.on) && Number.isSafeInteger(value.revision);
}
