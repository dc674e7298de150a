// @ts-check
// Several right answers. Each <details> becomes a box to tick; all of them stay to be looked up.

import { all, copies, make, one } from "./elements.mjs";
import { Note } from "./notes.mjs";
import { word } from "./words.mjs";

/** @typedef {import("./self-check.mjs").SelfCheck} SelfCheck */
/** @typedef {{box: HTMLInputElement, item: HTMLElement, isRight: boolean, note: Note, why: Node[]}} Pick */

/** @param {SelfCheck} check */
export function enhanceChoices(check) {
  const answers = one(check, ".answers");
  const list = make("ul", { class: "picks" });
  const solution = make("dl");
  const picks = all(answers, ".answer").map((answer, index) => {
    const text = one(answer, "summary");
    const feedback = one(answer, ".answer__feedback");
    const pick = makePick(list, `${check.id}--${index}`, answer, text, feedback);
    solution.append(make("dt", {}, ...text.childNodes), make("dd", {}, ...feedback.childNodes));
    pick.box.addEventListener("change", () => {
      delete pick.item.dataset.judged;
      pick.note.clear();
      check.say("");
    });
    return pick;
  });
  answers.replaceWith(list);
  one(check, ".check__more").before(
    make(
      "details",
      { class: "solution" },
      make("summary", {}, word("show-all")),
      make("div", { class: "solution__inside" }, solution),
    ),
  );
  check.addCheckButton(() => judgePicks(check, picks));
}

/**
 * @param {HTMLElement} list
 * @param {string} id
 * @param {HTMLElement} answer
 * @param {HTMLElement} text
 * @param {HTMLElement} feedback
 * @returns {Pick}
 */
function makePick(list, id, answer, text, feedback) {
  const box = make("input", { type: "checkbox", id, autocomplete: "off" });
  const label = make("label", { for: id }, box, make("span", {}, ...copies(text)));
  const note = new Note(`${id}--note`, [box]);
  const item = make("li", { class: "pick" }, label, note.element);
  list.append(item);
  return { box, item, isRight: "right" in answer.dataset, note, why: copies(feedback) };
}

/**
 * @param {SelfCheck} check
 * @param {Pick[]} picks
 */
function judgePicks(check, picks) {
  const picked = picks.filter((pick) => pick.box.checked);
  if (!picked.length) {
    check.say(word("nothing-yet"));
    return;
  }
  for (const { item, isRight, note, why } of picked) {
    item.dataset.judged = isRight ? "right" : "wrong";
    note.show(why);
  }
  const doAllFit = picked.every((pick) => pick.isRight);
  const isComplete = picks.every((pick) => pick.box.checked || !pick.isRight);
  check.say(word(!doAllFit ? "not-yet" : isComplete ? "all-right" : "more-to-find"));
  check.tried(doAllFit && isComplete);
}
