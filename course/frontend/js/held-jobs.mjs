// @ts-check
// The jobs that a reader has chosen here, kept on the device.

import { make } from "./elements.mjs";
import { readThings } from "./store.mjs";

/** @typedef {Record<string, string>} Jobs title by role id, in the order they were chosen */

const SITE = new URL("../..", import.meta.url);

/** @returns {Jobs} */
export function heldJobs() {
  /** @type {Jobs} */
  const jobs = {};
  for (const [job, title] of Object.entries(readThings("jobs").things ?? {})) {
    if (/^[a-z0-9-]+$/.test(job) && isTitle(title)) jobs[job] = title;
  }
  return jobs;
}

/**
 * Whether an author can have written this.
 *
 * @param {unknown} value
 * @returns {value is string}
 */
export function isTitle(value) {
  return typeof value === "string" && /^.{1,200}$/s.test(value);
}

/**
 * @param {string} job
 * @param {string} title
 */
export function linkTo(job, title) {
  return make("a", { href: new URL(`${job}/`, SITE).href }, title);
}
