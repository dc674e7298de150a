// @ts-check
// Items to match. Each one gets a native <select> with all options.

import { clonedContent, make, plainText, query, queryAll } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { ItemFeedback } from "./item-feedback.mjs";

/** @typedef {import("./self-check.mjs").SelfCheck} SelfCheck */
/**
 * @typedef {object} Pair
 * @property {HTMLSelectElement} select
 * @property {string} goesWith
 * @property {ItemFeedback} feedback
 * @property {Node[]} explanation
 */

/** @param {SelfCheck} check */
export function enhanceMatch(check) {
  const explanations = queryAll(query(check, ".solution"), ".reason");
  const options = query(check, ".options");
  const pairs = queryAll(check, ".pair").map((item, index) => {
    const pair = makePair(item, `${check.id}--${index}`, options, explanations);
    pair.select.addEventListener("change", () => {
      pair.feedback.clear();
      check.announce("");
    });
    return pair;
  });
  options.remove();
  check.addCheckButton(() => checkPairs(check, pairs));
}

/**
 * @param {HTMLElement} item
 * @param {string} id
 * @param {HTMLElement} options
 * @param {HTMLElement[]} explanations
 * @returns {Pair}
 */
function makePair(item, id, options, explanations) {
  const select = make(
    "select",
    { id, autocomplete: "off" },
    make("option", { value: "" }, t("choose")),
    ...queryAll(options, "li").map((option) =>
      make("option", { value: option.dataset.option ?? "" }, plainText(option)),
    ),
  );
  const text = query(item, ".pair__item");
  const label = make("label", { class: "pair__item", for: id }, ...text.childNodes);
  const feedback = new ItemFeedback(`${id}--feedback`, [select]);
  item.replaceChildren(label, select, feedback.element);
  const explanation = clonedContent(explanations[Number(item.dataset.pair)]);
  return { select, goesWith: item.dataset.goesWith ?? "", feedback, explanation };
}

/**
 * @param {SelfCheck} check
 * @param {Pair[]} pairs
 */
function checkPairs(check, pairs) {
  const chosen = pairs.filter(({ select }) => select.value);
  if (!chosen.length) {
    check.announce(t("nothing-chosen"));
    return;
  }
  for (const { select, goesWith, feedback, explanation } of chosen) {
    feedback.showVerdict(select.value === goesWith, explanation);
  }
  const areAllCorrect = chosen.every(({ select, goesWith }) => select.value === goesWith);
  const isComplete = chosen.length === pairs.length;
  check.announce(t(!areAllCorrect ? "not-yet" : isComplete ? "all-correct" : "more-to-find"));
  check.recordAttempt(areAllCorrect && isComplete);
}
