// @ts-check
// The roles that a reader has chosen.

import { make } from "../base/dom.mjs";
import { pageUrl } from "../base/site-url.mjs";
import { readEntries, writeEntries } from "./storage.mjs";

/** @typedef {Record<string, string>} Roles title by role id, in the order they were chosen */

/** @returns {Roles} */
export function savedRoles() {
  /** @type {Roles} */
  const roles = {};
  for (const [role, title] of Object.entries(readEntries("jobs").entries ?? {})) {
    if (/^[a-z0-9-]+$/.test(role) && isTitle(title)) roles[role] = title;
  }
  return roles;
}

/**
 * Saves the reader's roles. False if the browser cannot.
 *
 * @param {Roles} roles
 */
export function saveRoles(roles) {
  // Null: a later version of the course wrote this, and it is not ours to change.
  return readEntries("jobs").entries !== null && writeEntries("jobs", roles);
}

/**
 * Whether a course can contain this title.
 *
 * @param {unknown} value
 * @returns {value is string}
 */
export function isTitle(value) {
  return typeof value === "string" && /^.{1,200}$/s.test(value);
}

/**
 * @param {string} role
 * @param {string} title
 */
export function linkToRole(role, title) {
  return make("a", { href: pageUrl(`${role}/`) }, title);
}
