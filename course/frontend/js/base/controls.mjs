// @ts-check

import { make } from "./dom.mjs";

/**
 * @param {string} text
 * @param {() => void} onClick
 */
export function button(text, onClick) {
  const element = make("button", { class: "quiet" }, text);
  element.addEventListener("click", onClick);
  return element;
}
