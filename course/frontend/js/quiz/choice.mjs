// @ts-check
// One right answer. The answers stay native <details>; a live region reads the feedback.

import { plainText, query, queryAll } from "../base/dom.mjs";

/** @typedef {import("./self-check.mjs").SelfCheck} SelfCheck */

/** @param {SelfCheck} check */
export function enhanceChoice(check) {
  const answers = queryAll(check, "details.answer").filter(
    (answer) => answer instanceof HTMLDetailsElement,
  );
  for (const answer of answers) {
    // Not "toggle": printing and finding in the page open answers too, without choosing one.
    query(answer, "summary").addEventListener("click", () => {
      if (answer.open) {
        check.announceToScreenReaders("");
        return;
      }
      closeOthers(answers, answer);
      check.announceToScreenReaders(plainText(query(answer, ".answer__feedback")));
      check.recordAttempt("right" in answer.dataset);
    });
  }
}

/**
 * Closes the other answers, without moving the chosen one away from the finger.
 *
 * @param {HTMLDetailsElement[]} answers
 * @param {HTMLDetailsElement} chosen
 */
function closeOthers(answers, chosen) {
  const top = chosen.getBoundingClientRect().top;
  for (const answer of answers) if (answer !== chosen) answer.open = false;
  const shift = chosen.getBoundingClientRect().top - top;
  window.scrollBy({ top: shift, behavior: "instant" });
}
