// @ts-check
// Which modules a reader has read to their close: as which job, when, and in which revision.

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
    if (isRead(read)) found[job] = read;
  }
  return found;
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

/** Today where the reader is. */
export function today() {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/**
 * @param {unknown} value
 * @returns {value is Read}
 */
export function isRead(value) {
  return (
    isObject(value) &&
    /^\d{4}-\d\d-\d\d$/.test(String(value.on)) &&
    !Number.isNaN(Date.parse(String(value.on))) &&
    Number.isInteger(value.revision)
  );
}
