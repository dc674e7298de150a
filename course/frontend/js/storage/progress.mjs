// @ts-check
// The modules that a reader has finished: in which role, when, at which revision, and how many
// minutes they took then.

import { isDate, today } from "../base/dates.mjs";
import { isObject, readEntries, writeEntries } from "./storage.mjs";

/**
 * @typedef {object} Completion
 * @property {string} on a date such as "2026-11-25"
 * @property {number} revision
 * @property {number} [minutes] the module's at that revision; once saved without
 */
/** @typedef {Record<string, Completion>} Completions of one module, by role */

/**
 * The completions of each finished module.
 *
 * @returns {Map<string, Completions>}
 */
export function allCompletions() {
  const modules = Object.entries(readEntries("modules").entries ?? {});
  return new Map(modules.map(([module, roles]) => [module, validCompletions(roles)]));
}

/** A problem with the stored progress to show to the reader, if any. */
export function progressProblem() {
  return readEntries("modules").problem;
}

/**
 * @param {unknown} roles
 * @returns {Completions}
 */
function validCompletions(roles) {
  /** @type {Completions} */
  const completions = {};
  for (const [role, value] of Object.entries(isObject(roles) ? roles : {})) {
    if (/^[a-z0-9-]+$/.test(role) && isCompletion(value)) completions[role] = value;
  }
  return completions;
}

/**
 * Saves that a module was finished today, unless a later revision was. False if the browser cannot.
 *
 * @param {string} role
 * @param {string} module
 * @param {number} revision
 * @param {number} [minutes]
 */
export function saveCompletion(role, module, revision, minutes) {
  const { entries } = readEntries("modules");
  if (!entries) return false;
  const completions = validCompletions(entries[module]);
  if (completions[role]?.revision > revision) return true;
  entries[module] = { ...completions, [role]: { on: today(), revision, minutes } };
  return writeEntries("modules", entries);
}

/**
 * @param {unknown} value
 * @returns {value is Completion}
 */
export function isCompletion(value) {
  if (!isObject(value) || !isDate(value.on)) return false;
  const { revision, minutes = 1 } = value;
  return [revision, minutes].every(Number.isSafeInteger) && Number(minutes) > 0;
}
