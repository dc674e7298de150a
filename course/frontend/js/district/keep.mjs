// @ts-check
// Keeps the pages of the reader's district for use without a network, with the paths of their roles.
// The worker serves what it finds in its cache, but knows nothing of districts: what they have
// differs from reader to reader, and a list of it for all of them would be larger than a path.

import { pageRole } from "../base/dom.mjs";
import { SITE } from "../base/site-url.mjs";
import { savedRoles } from "../storage/saved-roles.mjs";
import { isSessionOnly } from "../storage/storage.mjs";
import { addressIn, savedDistrict } from "./saved-district.mjs";

/** Caches what the reader's district has now, and deletes what another one had. */
export async function keepDistrict() {
  const registration = await navigator.serviceWorker?.ready;
  if (registration?.scope !== SITE.href || isSessionOnly()) return;
  // The name that worker.js uses. Opened once: if the reader deletes the cache meanwhile, nothing
  // is saved in a new one.
  const cache = await caches.open(`${SITE.pathname} kept`);
  const district = savedDistrict();
  const roles = new Set([pageRole(), ...Object.keys(savedRoles())]);
  const cards = [...roles].filter(Boolean).map((role) => `${role}/now/`);
  const addresses = district
    ? ["", "help/", "search.json", ...cards].map((address) => addressIn(district, address))
    : [];
  for (const { url } of await cache.keys()) {
    const isOfAnother = !district || !url.startsWith(addressIn(district));
    if (url.startsWith(new URL("d/", SITE).href) && isOfAnother) await cache.delete(url);
  }
  if (!district) return;
  const kept = await Promise.all(addresses.map(fetchOwn));
  await Promise.all(
    kept.map((response, index) => response && cache.put(addresses[index], response)),
  );
}

/**
 * The response to an address of the district, or null if there is no such page now, or another one
 * instead: a network that asks people to log in answers everything with its own.
 *
 * @param {string} address
 */
async function fetchOwn(address) {
  try {
    const response = await fetch(address, { cache: "no-cache" });
    const text = await response.clone().text();
    const isOwn = address.endsWith(".json") ? JSON.parse(text) : text.includes(" data-districts");
    return response.ok && isOwn ? response : null;
  } catch {
    return null;
  }
}
