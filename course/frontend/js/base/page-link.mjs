// @ts-check

import { make } from "./dom.mjs";
import { SITE } from "./site-url.mjs";

/**
 * A link to a page of the site.
 *
 * @param {string} address from the top of the site
 * @param {string} text
 */
export function pageLink(address, text) {
  return make("a", { href: new URL(address, SITE).href }, text);
}
