// @ts-check
// Items to match. Each one gets a row of chips, which are radios, with all options.

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
  const list = query(check, ".options");
  const options = queryAll(list, "li");
  const pairs = queryAll(check, ".pair").map((item, index) => {
    const pair = makePair(item, `${check.id}--${index}`, options, reasons);
    item.addEventListener("change", () => {
      pair.feedback.clear();
      check.announce("");
    });
    return pair;
  });
  list.remove();
  check.addCheckButton(() => checkPairs(check, pairs));
}

/**
 * @param {HTMLElement} item
 * @param {string} id
 * @param {HTMLElement[]} options
 * @param {HTMLElement[]} reasons
 * @returns {Pair}
 */
function makePair(item, id, options, reasons) {
  const inputs = options.map(({ dataset }) =>
    make("input", { type: "radio", name: id, value: dataset.option ?? "", autocomplete: "off" }),
  );
  const chips = options.map((option, index) =>
    make("label", { class: "chip" }, inputs[index], make("span", {}, ...clonedContent(option))),
  );
  const text = query(item, ".pair__item");
  const legend = make("legend", { class: "pair__item" }, ...text.childNodes);
  item.replaceChildren(make("fieldset", {}, legend, make("div", { class: "chips" }, ...chips)));
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
