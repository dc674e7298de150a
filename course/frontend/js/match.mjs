// @ts-check
// Things to match. Each gets a native <select> of all that it may go with.

import { all, copies, make, one, plainText } from "./elements.mjs";
import { Note } from "./notes.mjs";
import { word } from "./words.mjs";

/** @typedef {import("./self-check.mjs").SelfCheck} SelfCheck */
/** @typedef {{select: HTMLSelectElement, goesWith: string, note: Note, why: Node[]}} Pair */

/** @param {SelfCheck} check */
export function enhanceMatch(check) {
  const reasons = all(one(check, ".solution"), ".reason");
  const options = one(check, ".options");
  const pairs = all(check, ".pair").map((item, index) => {
    const pair = makePair(item, `${check.id}--${index}`, options, reasons);
    pair.select.addEventListener("change", () => {
      pair.note.clear();
      check.say("");
    });
    return pair;
  });
  options.remove();
  check.addCheckButton(() => judgePairs(check, pairs));
}

/**
 * @param {HTMLElement} item
 * @param {string} id
 * @param {HTMLElement} options
 * @param {HTMLElement[]} reasons
 * @returns {Pair}
 */
function makePair(item, id, options, reasons) {
  const select = make(
    "select",
    { id, autocomplete: "off" },
    make("option", { value: "" }, word("choose")),
    ...all(options, "li").map((option) =>
      make("option", { value: option.dataset.option ?? "" }, plainText(option)),
    ),
  );
  const text = one(item, ".pair__item");
  const label = make("label", { class: "pair__item", for: id }, ...text.childNodes);
  const note = new Note(`${id}--note`, [select]);
  item.replaceChildren(label, select, note.element);
  const why = copies(reasons[Number(item.dataset.pair)]);
  return { select, goesWith: item.dataset.goesWith ?? "", note, why };
}

/**
 * @param {SelfCheck} check
 * @param {Pair[]} pairs
 */
function judgePairs(check, pairs) {
  const chosen = pairs.filter((pair) => pair.select.value);
  if (!chosen.length) {
    check.say(word("nothing-yet"));
    return;
  }
  for (const { select, goesWith, note, why } of chosen) note.judge(select.value === goesWith, why);
  const doAllFit = chosen.every((pair) => pair.select.value === pair.goesWith);
  const isComplete = chosen.length === pairs.length;
  check.say(word(!doAllFit ? "not-yet" : isComplete ? "all-right" : "more-to-find"));
  check.tried(doAllFit && isComplete);
}
