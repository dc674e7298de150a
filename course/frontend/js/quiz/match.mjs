// @ts-check
// Items to match. The chips of each one, with all options, become radios.

import { clonedContent, make, plainText, query, queryAll } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { ItemFeedback } from "./item-feedback.mjs";

/** @typedef {import("./self-check.mjs").SelfCheck} SelfCheck */
/**
 * @typedef {object} Pair
 * @property {HTMLInputElement[]} inputs
 * @property {string} goesWith
 * @property {ItemFeedback} feedback
 * @property {HTMLElement} reason
 */

/** @param {SelfCheck} check */
export function enhanceMatch(check) {
  const reasons = queryAll(query(check, ".solution"), ".reason");
  const pairs = queryAll(check, ".pair").map((item, index) => {
    const pair = makePair(item, `${check.id}--${index}`, reasons);
    item.addEventListener("change", () => {
      pair.feedback.clear();
      check.announce("");
    });
    return pair;
  });
  check.addCheckButton(() => checkPairs(check, pairs));
}

/**
 * @param {HTMLElement} item
 * @param {string} id
 * @param {HTMLElement[]} reasons
 * @returns {Pair}
 */
function makePair(item, id, reasons) {
  const inputs = queryAll(item, ".chip").map((chip) => {
    const value = chip.parentElement?.dataset.option ?? "";
    const input = make("input", { type: "radio", name: id, value, autocomplete: "off" });
    chip.replaceWith(make("label", { class: "chip" }, input, ...chip.childNodes));
    return input;
  });
  const text = query(item, ".pair__item");
  text.replaceWith(make("legend", { class: "pair__item" }, ...text.childNodes));
  const group = make("fieldset", {}, ...item.childNodes);
  item.append(group);
  const feedback = new ItemFeedback(item, `${id}--feedback`, inputs);
  const { pair, goesWith = "" } = item.dataset;
  return { inputs, goesWith, feedback, reason: reasons[Number(pair)] };
}

/**
 * @param {SelfCheck} check
 * @param {Pair[]} pairs
 */
function checkPairs(check, pairs) {
  let chosen = 0;
  let fitting = 0;
  for (const { inputs, goesWith, feedback, reason } of pairs) {
    const input = inputs.find(({ checked }) => checked);
    if (!input) continue;
    const isRight = input.value === goesWith;
    chosen += 1;
    fitting += Number(isRight);
    feedback.showVerdict(isRight, [
      ...(isRight ? [] : [elsewhere(input)]),
      ...clonedContent(reason),
    ]);
  }
  const total = pairs.length;
  check.sumUp({ chosen, fitting, total, isComplete: chosen === total });
}

/**
 * Which half of a wrong pair belongs somewhere else: each option goes with at least one item.
 *
 * @param {HTMLInputElement} input
 */
function elsewhere(input) {
  const option = plainText(/** @type {HTMLElement} */ (input.nextElementSibling));
  return make("p", {}, t("goes-elsewhere", { option: option.replace(/\.$/, "") }));
}
