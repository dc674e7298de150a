// @ts-check
// Answers to choose. Each <details> becomes a row with a radio or a box, and its reason opens inside
// the row.

import { make, query, queryAll } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { ItemFeedback } from "./item-feedback.mjs";

/** @typedef {import("./self-check.mjs").SelfCheck} SelfCheck */

export class Answer {
  /** Whether a check has judged it. */
  isTried = false;
  #reason;

  /**
   * @param {HTMLElement} details
   * @param {Record<string, string>} attributes of the radio or box
   */
  constructor(details, attributes) {
    this.input = make("input", { ...attributes, autocomplete: "off" });
    this.isRight = "right" in details.dataset;
    this.#reason = [...query(details, ".answer__feedback").childNodes];
    const text = make("span", {}, ...query(details, "summary").childNodes);
    const row = make("div", { class: "answer" }, make("label", {}, this.input, text));
    row.toggleAttribute("data-right", this.isRight);
    this.feedback = new ItemFeedback(row, `${this.input.id}--feedback`, [this.input]);
    details.replaceWith(row);
  }

  /** Shows why this answer fits or does not, after the reader has chosen it. */
  judge() {
    this.isTried = true;
    this.feedback.show(this.isRight ? "right" : "wrong", this.#reason);
  }

  /** Shows why, although the reader has not chosen it. */
  reveal() {
    if (!this.isTried) this.feedback.show(this.isRight ? "right" : "left", this.#reason);
  }

  /** Undoes `reveal`. */
  conceal() {
    if (!this.isTried) this.feedback.clear();
  }

  /** Undoes `judge`. */
  forget() {
    this.isTried = false;
    this.feedback.clear();
  }
}

/**
 * The answers of a question, in the order of the page.
 *
 * @param {SelfCheck} check
 * @param {"radio" | "checkbox"} type
 */
export function makeAnswers(check, type) {
  return queryAll(check, "details.answer").map(
    (details, index) =>
      new Answer(details, { type, id: `${check.id}--${index}`, name: `${check.id}--answer` }),
  );
}

/**
 * Adds the button that shows the reasons of all answers, and hides again those that were not tried.
 * Returns what shows or hides them without a tap.
 *
 * @param {SelfCheck} check
 * @param {Answer[]} answers
 */
export function addShowAll(check, answers) {
  const attributes = { class: "show-all", "aria-expanded": "false" };
  const button = make("button", attributes, t("show-all"));
  const setOpen = (/** @type {boolean} */ isOpen) => {
    button.setAttribute("aria-expanded", String(isOpen));
    for (const answer of answers) {
      if (isOpen) answer.reveal();
      else answer.conceal();
    }
  };
  button.addEventListener("click", () => {
    const isOpening = button.getAttribute("aria-expanded") === "false";
    setOpen(isOpening);
    if (isOpening) check.recordAttempt(false);
  });
  check.addControl(button);
  return setOpen;
}

/**
 * Makes boxes of a question's answers, of which several may be right.
 *
 * @param {SelfCheck} check
 * @param {(showAll: (isOpen: boolean) => void) => void} [onSolved]
 */
export function enhanceBoxes(check, onSolved) {
  const answers = makeAnswers(check, "checkbox");
  for (const answer of answers) {
    answer.input.addEventListener("change", () => {
      answer.forget();
      check.announce("");
    });
  }
  check.addCheckButton(() => {
    const chosen = answers.filter(({ input }) => input.checked);
    for (const answer of chosen) answer.judge();
    const fitting = chosen.filter(({ isRight }) => isRight).length;
    const isSolved = check.sumUp({
      chosen: chosen.length,
      fitting,
      total: chosen.length,
      isComplete: answers.every(({ input, isRight }) => input.checked || !isRight),
    });
    if (isSolved) onSolved?.(showAll);
  });
  const showAll = addShowAll(check, answers);
}
