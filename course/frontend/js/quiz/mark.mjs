// @ts-check
// A note in phrases. Each one becomes a checkbox; why it is right or wrong appears below the note,
// so that the note still reads as one text.

import { clonedContent, make, query, queryAll } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { ItemFeedback } from "./item-feedback.mjs";

/** @typedef {import("./self-check.mjs").SelfCheck} SelfCheck */
/**
 * @typedef {object} Phrase
 * @property {HTMLInputElement} box
 * @property {HTMLElement} item
 * @property {boolean} isToMark
 * @property {ItemFeedback} feedback
 * @property {Node[]} text
 * @property {HTMLElement} reason
 */

/** @param {SelfCheck} check */
export function enhanceMark(check) {
  const reasons = queryAll(query(check, ".solution"), "dd");
  const note = query(check, ".note");
  const phrases = queryAll(note, ".phrase").map((item, index) => {
    const phrase = makePhrase(item, `${check.id}--${index}`, reasons[index]);
    phrase.box.addEventListener("change", () => {
      clearPhrase(phrase);
      check.announce("");
    });
    return phrase;
  });
  const elements = phrases.map(({ feedback }) => feedback.element);
  note.after(make("div", { class: "note__reasons" }, ...elements));
  check.addCheckButton(() => checkPhrases(check, phrases));
}

/**
 * @param {HTMLElement} item
 * @param {string} id
 * @param {HTMLElement} reason
 * @returns {Phrase}
 */
function makePhrase(item, id, reason) {
  const text = query(item, ".phrase__text");
  const box = make("input", { type: "checkbox", id, autocomplete: "off" });
  item.replaceChildren(make("label", { for: id }, box, text));
  const feedback = new ItemFeedback(`${id}--feedback`, [box]);
  const isToMark = "right" in item.dataset;
  return { box, item, isToMark, feedback, text: clonedContent(text), reason };
}

/**
 * @param {SelfCheck} check
 * @param {Phrase[]} phrases
 */
function checkPhrases(check, phrases) {
  const marked = phrases.filter(({ box }) => box.checked);
  if (!marked.length) {
    check.announce(t("nothing-chosen"));
    return;
  }
  const areAllCorrect = marked.every(({ isToMark }) => isToMark);
  const isComplete = phrases.every(({ box, isToMark }) => box.checked || !isToMark);
  for (const phrase of phrases) {
    if (phrase.box.checked || (areAllCorrect && isComplete)) explainPhrase(phrase);
    else clearPhrase(phrase);
  }
  check.announce(t(!areAllCorrect ? "not-yet" : isComplete ? "all-correct" : "more-to-find"));
  check.recordAttempt(areAllCorrect && isComplete);
}

/** @param {Phrase} phrase */
function explainPhrase({ box, item, isToMark, feedback, text, reason }) {
  const isCorrect = box.checked === isToMark;
  if (box.checked) item.dataset.judged = isCorrect ? "right" : "wrong";
  const quote = make("p", { class: "note__quote" }, ...text.map((node) => node.cloneNode(true)));
  feedback.show([quote, ...clonedContent(reason)]);
  query(feedback.element, ".verdict").classList.toggle("verdict--fits", isCorrect);
}

/** @param {Phrase} phrase */
function clearPhrase({ item, feedback }) {
  delete item.dataset.judged;
  feedback.clear();
}
