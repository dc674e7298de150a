// @ts-check

import { make } from "./dom.mjs";
import { SITE } from "./site-url.mjs";

/** An iPhone asks the reader first and reads the file only after the answer. */
const REVOKE_AFTER_MS = 40_000;

/**
 * @param {string} text
 * @param {() => void} onClick
 */
export function button(text, onClick) {
  const element = make("button", { class: "quiet" }, text);
  element.addEventListener("click", onClick);
  return element;
}

/**
 * A link to a page of the site.
 *
 * @param {string} address from the top of the site
 * @param {string} text
 */
export function pageLink(address, text) {
  return make("a", { href: new URL(address, SITE).href }, text);
}

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
