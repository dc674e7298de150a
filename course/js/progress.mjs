// @ts-check
// Which modules a reader has read to their close: as which job, when, and in which revision.

import { isDay, today } from "./days.mjs";
import { isObject, readThings, writeThings } from "./store.mjs";

/** @typedef {{on: string, revision: number}} Read `on` is a day, such as "2026-11-25" */

/**
 * How a module was read, by job.
 *
 * @param {string} module
 * @returns {Record<string, Read>}
 */
export function reads(module) {
  const kept = readThings("modules", "modules").things?.[module];
  /** @type {Record<string, Read>} */
  const found = {};
  for (const [job, read] of Object.entries(isObject(kept) ? kept : {})) {
    if (/^[a-z0-9-]+$/.test(job) && isRead(read)) found[job] = read;
  }
  return found;
}

/** The ids of all modules that have been read. */
export function readModules() {
  return Object.keys(readThings("modules", "modules").things ?? {});
}

/**
 * Keeps that a module was read to its close today.
 *
 * @param {string} job
 * @param {string} module
 * @param {number} revision
 */
export function keepRead(job, module, revision) {
  const { things } = readThings("modules", "modules");
  if (!things) return;
  things[module] = { ...reads(module), [job]: { on: today(), revision } };
  writeThings("modules", "modules", things);
}

/**
 * @param {unknown} value
 * @returns {value is Read}
 */
export function isRead(value) {
  return isObject(value) && isDay(value.on) && Number.isInteger(value.revision);
}
