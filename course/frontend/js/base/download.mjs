// @ts-check

import { make } from "./dom.mjs";

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
