// @ts-check
// What pages hand to a reader: buttons to tap, and files to keep.

import { make } from "./elements.mjs";

/** On an iPhone, the browser first asks the reader, and reads the file only after the answer. */
const MS_UNTIL_TAKEN = 40_000;

/**
 * @param {string} text
 * @param {() => void} onClick
 */
export function button(text, onClick) {
  const made = make("button", { type: "button", class: "quiet" }, text);
  made.addEventListener("click", onClick);
  return made;
}

/**
 * Puts a file among the reader's downloads. It is made here, and asked of nobody.
 *
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), MS_UNTIL_TAKEN);
}
