// @ts-check
// Several right answers. Each <details> becomes a checkbox; the solution still lists all answers.

import { clonedContent, make, query, queryAll } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { ItemFeedback } from "./item-feedback.mjs";

/** @typedef {import("./self-check.mjs").SelfCheck} SelfCheck */
/**
 * @typedef {object} Option
 * @property {HTMLInputElement} box
 * @property {HTMLElement} item
 * @property {boolean} isCorrect
 * @property {ItemFeedback} feedback
 * @property {Node[]} explanation
 */

/** @param {SelfCheck} check */
export function enhanceChoices(check) {
  const answers = query(check, ".answers");
  const list = make("ul", { class: "picks" });
  const solution = make("dl");
  const options = queryAll(answers, ".answer").map((answer, index) => {
    const text = query(answer, "summary");
    const explanation = query(answer, ".answer__feedback");
    const option = makeOption(list, `${check.id}--${index}`, answer, text, explanation);
    solution.append(make("dt", {}, ...text.childNodes), make("dd", {}, ...explanation.childNodes));
    option.box.addEventListener("change", () => {
      delete option.item.dataset.judged;
      option.feedback.clear();
      check.announce("");
    });
    return option;
  });
  answers.replaceWith(list);
  query(check, ".check__more").before(
    make(
      "details",
      { class: "solution" },
      make("summary", {}, t("show-all")),
      make("div", { class: "solution__inside" }, solution),
    ),
  );
  check.addCheckButton(() => checkOptions(check, options));
}

/**
 * @param {HTMLElement} list
 * @param {string} id
 * @param {HTMLElement} answer
 * @param {HTMLElement} text
 * @param {HTMLElement} explanation
 * @returns {Option}
 */
function makeOption(list, id, answer, text, explanation) {
  const box = make("input", { type: "checkbox", id, autocomplete: "off" });
  const label = make("label", { for: id }, box, make("span", {}, ...clonedContent(text)));
  const feedback = new ItemFeedback(`${id}--feedback`, [box]);
  const item = make("li", { class: "pick" }, label, feedback.element);
  list.append(item);
  const isCorrect = "right" in answer.dataset;
  return { box, item, isCorrect, feedback, explanation: clonedContent(explanation) };
}

/**
 * @param {SelfCheck} check
 * @param {Option[]} options
 */
function checkOptions(check, options) {
  const checked = options.filter(({ box }) => box.checked);
  if (!checked.length) {
    check.announce(t("nothing-chosen"));
    return;
  }
  for (const { item, isCorrect, feedback, explanation } of checked) {
    item.dataset.judged = isCorrect ? "right" : "wrong";
    feedback.show(explanation);
  }
  const areAllCorrect = checked.every(({ isCorrect }) => isCorrect);
  const isComplete = options.every(({ box, isCorrect }) => box.checked || !isCorrect);
  check.announce(t(!areAllCorrect ? "not-yet" : isComplete ? "all-correct" : "more-to-find"));
  check.recordAttempt(areAllCorrect && isComplete);
}
