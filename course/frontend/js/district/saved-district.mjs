// @ts-check
// The district that a reader has chosen, in a site that districts share.

import { SITE } from "../base/site-url.mjs";
import { isTitle } from "../storage/saved-roles.mjs";
import { readEntries, writeEntries } from "../storage/storage.mjs";

/** @typedef {{id: string, name: string}} District */

/**
 * The reader's district. If another device has brought a second one, this device's own counts.
 *
 * @returns {District | null}
 */
export function savedDistrict() {
  for (const [id, name] of Object.entries(readEntries("districts").entries ?? {})) {
    if (/^[a-z0-9-]+$/.test(id) && isTitle(name)) return { id, name };
  }
  return null;
}

/**
 * Saves the reader's district, or that there is none. False if the browser cannot.
 *
 * @param {District | null} district
 */
export function saveDistrict(district) {
  // Null: a later version of the course wrote this, and it is not ours to change.
  if (readEntries("districts").entries === null) return false;
  return writeEntries("districts", district ? { [district.id]: district.name } : {});
}

/**
 * The whole address of something that a district has itself.
 *
 * @param {District} district
 * @param {string} [address] from its first page
 */
export function addressIn({ id }, address = "") {
  return new URL(`d/${id}/${address}`, SITE).href;
}

/**
 * Where a district has what the course has at an address from the top of the site: who can help,
 * and cards. Any other address stays.
 *
 * @param {District} district
 * @param {string} address
 */
export function ownAddress({ id }, address) {
  return address
    .replace(/^(help\/|(?!d\/)[^/]+\/now\/)/, `d/${id}/$1`)
    .replace(/^now\//, `d/${id}/`);
}
