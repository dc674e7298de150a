// @ts-check
// Makes the search find what the reader's district has itself.

import { addressIn, ownAddress, savedDistrict } from "./saved-district.mjs";

/**
 * @typedef {object} Entry a place that can be found, as the search has decoded it
 * @property {string} address
 * @property {string} title
 * @property {string} text
 * @property {string} where
 * @property {number[]} roles
 * @property {string[]} more
 */

/**
 * Replaces what an index has of the course by what the reader's district has at the same place, and
 * adds what only that has. Without a district, or if its file does not load, nothing changes.
 *
 * @param {{entries: Entry[], urgent: string[]}} index
 */
export async function addDistrict(index) {
  const district = savedDistrict();
  const rows = district && (await fetchRows(addressIn(district, "search.json")));
  if (!rows) return;
  const known = new Map(index.entries.map((entry) => [entry.address, entry]));
  for (const [address, title, text, words] of rows) {
    const more = words.split(" ").filter(Boolean);
    const entry = known.get(address);
    if (entry) Object.assign(entry, { title, text, more });
    else index.entries.push({ address, title, text, where: "", roles: [], more });
  }
  for (const entry of index.entries) entry.address = ownAddress(district, entry.address);
  index.urgent = index.urgent.map((address) => ownAddress(district, address));
}

/**
 * Null if the district is gone, or if there is no network and nothing was kept.
 *
 * @param {string} address
 * @returns {Promise<[address: string, title: string, text: string, words: string][] | null>}
 */
async function fetchRows(address) {
  try {
    // Asked anew: where a network asked people to log in, the browser may have its page as this file.
    const response = await fetch(address, { cache: "no-cache" });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
