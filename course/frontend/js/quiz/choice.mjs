// @ts-check
// One right answer. Each one that was tried keeps its reason, so that the reader can compare them.

import { plainText } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { addShowAll, makeAnswers } from "./answers.mjs";

/** @typedef {import("./answers.mjs").Answer} Answer */
/** @typedef {import("./self-check.mjs").SelfCheck} SelfCheck */

/** @param {SelfCheck} check */
export function enhanceChoice(check) {
  const answers = makeAnswers(check, "radio");
  let isToTryAnother = false;
  const button = check.addCheckButton(() => {
    const chosen = answers.find(({ input }) => input.checked);
    if (!chosen) check.announce(t("nothing-chosen"));
    else if (isToTryAnother) tryAnother(chosen);
    else judge(chosen);
  });
  addShowAll(check, answers);

  /** @param {boolean} isNext */
  const offerAnother = (isNext) => {
    isToTryAnother = isNext;
    button.textContent = t(isNext ? "try-another" : "check");
  };
  for (const { input } of answers) {
    input.addEventListener("change", () => {
      offerAnother(false);
      check.announce("");
    });
  }

  /** @param {Answer} answer */
  function judge(answer) {
    answer.judge();
    answer.feedback.element.scrollIntoView({ block: "nearest", behavior: "instant" });
    check.announceToScreenReaders(plainText(answer.feedback.element));
    check.recordAttempt(answer.isRight);
    offerAnother(!answers.some(({ isRight, isTried }) => isRight && isTried));
  }

  /** @param {Answer} tried */
  function tryAnother(tried) {
    tried.input.checked = false;
    offerAnother(false);
    check.announce("");
    answers.find(({ isTried }) => !isTried)?.input.focus();
  }
}
