// @ts-check
// What several pages need, but no module: modules load as little as possible.

import { make } from "./dom.mjs";
import { pageUrl } from "./site-url.mjs";

/** An iPhone asks the reader first and reads the file only after the answer. */
const REVOKE_AFTER_MS = 40_000;

/**
 * Downloads a file made in the page. No request is sent.
 *
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), REVOKE_AFTER_MS);
}

/**
 * A link to a page of the site.
 *
 * @param {string} address from the top of the site
 * @param {string} text
 */
export function pageLink(address, text) {
  return make("a", { href: pageUrl(address) }, text);
}

/**
 * A date as text in the page's language.
 *
 * @param {string} date
 */
export function formatDate(date) {
  // A date without a time is parsed as UTC, so format it as UTC.
  const style = { dateStyle: /** @type {const} */ ("medium"), timeZone: "utc" };
  return new Intl.DateTimeFormat(document.documentElement.lang, style).format(Date.parse(date));
}
