// @ts-check
// A few questions, one at a time. Nobody has to answer before going on.

import { button, make } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";

/**
 * Shows the first question, and the others one by one.
 *
 * @param {HTMLElement} place where to show them
 * @param {HTMLElement[]} checks at least one
 * @param {() => void} onEnd after the last question
 * @returns {HTMLElement} the title, which can be focused
 */
export function startRound(place, checks, onEnd) {
  const total = checks.length;
  const title = make("h2", { class: "round__title", tabindex: "-1" });
  const bar = make("progress", { max: String(total), "aria-hidden": "true" });
  const onward = button(t("continue"), () => {
    if (current + 1 === total) {
      onEnd();
      return;
    }
    show(current + 1);
    title.focus();
  });
  let current = 0;
  const show = (/** @type {number} */ index) => {
    current = index;
    title.textContent = t("practice-number", { number: index + 1, total });
    bar.value = index;
    onward.className = "quiet";
    checks.forEach((check, place) => {
      check.hidden = place !== index;
    });
  };
  for (const check of checks) {
    check.querySelector(".check__number")?.remove();
    check.addEventListener("answered", () => {
      bar.value = current + 1;
      onward.className = "onward";
    });
  }
  show(0);
  place.replaceChildren(title, bar, ...checks, make("p", { class: "round__onward" }, onward));
  return title;
}
