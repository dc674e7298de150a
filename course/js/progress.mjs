// @ts-check
// Which modules a reader has read to their close: as which job, when, and in which revision.

import { isObject, readThings, writeThings } from "./store.mjs";

/** @typedef {{on: string, revision: number}} Read `on` is a day, such as "2026-11-25" */
/** @typedef {{id: string, title: string, minutes: number, revision: number}} Stop on a path */
/** @typedef {{done: number, minutes: number, next: Stop | null, updated: Stop | null}} Where */

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

/**
 * How far a reader is on a path, how long the rest takes, and where to go on.
 *
 * @param {string} job
 * @param {Stop[]} stops
 * @returns {Where}
 */
export function whereOn(job, stops) {
  const open = stops.filter((stop) => !reads(stop.id)[job]);
  const updated = stops.find((stop) => isUpdated(stop, reads(stop.id)[job])) ?? null;
  return {
    done: stops.length - open.length,
    minutes: open.reduce((sum, stop) => sum + stop.minutes, 0),
    // What was read as another job is mostly known, so it comes last.
    next: open.find((stop) => !Object.keys(reads(stop.id)).length) ?? open[0] ?? null,
    updated,
  };
}

/**
 * Whether the course has changed what a module teaches since it was read.
 *
 * @param {Stop} stop
 * @param {Read | undefined} read
 */
export function isUpdated(stop, read) {
  return read !== undefined && read.revision < stop.revision;
}

/** Today where the reader is. */
function today() {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/**
 * @param {unknown} value
 * @returns {value is Read}
 */
function isRead(value) {
  return (
    isObject(value) &&
    /^\d{4}-\d\d-\d\d$/.test(String(value.on)) &&
    !Number.isNaN(Date.parse(String(value.on))) &&
    Number.isInteger(value.revision)
  );
}
