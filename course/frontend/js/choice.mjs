// @ts-check
// One right answer. The answers stay native <details>; a live region says what one opens to.

import { all, one, plainText } from "./elements.mjs";

/** @typedef {import("./self-check.mjs").SelfCheck} SelfCheck */

/** @param {SelfCheck} check */
export function enhanceChoice(check) {
  const answers = all(check, "details.answer").filter(
    (answer) => answer instanceof HTMLDetailsElement,
  );
  for (const answer of answers) {
    // Not "toggle": printing and finding in the page open answers too, and pick none.
    one(answer, "summary").addEventListener("click", () => {
      if (answer.open) {
        check.sayForEars("");
        return;
      }
      closeOthers(answers, answer);
      check.sayForEars(plainText(one(answer, ".answer__feedback")));
      check.tried("right" in answer.dataset);
    });
  }
}

/**
 * Closes what is open, without moving the answer away from under the finger.
 *
 * @param {HTMLDetailsElement[]} answers
 * @param {HTMLDetailsElement} picked
 */
function closeOthers(answers, picked) {
  const top = picked.getBoundingClientRect().top;
  for (const answer of answers) if (answer !== picked) answer.open = false;
  const moved = picked.getBoundingClientRect().top - top;
  window.scrollBy({ top: moved, behavior: "instant" });
}
