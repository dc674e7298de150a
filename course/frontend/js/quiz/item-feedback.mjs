// @ts-check

import { make } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";

/** Feedback under one item of a question. While it has text, it describes the item's controls. */
export class ItemFeedback {
  /**
   * @param {string} id
   * @param {HTMLElement[]} controls
   */
  constructor(id, controls) {
    this.element = make("div", { class: "item-feedback", id });
    this.controls = controls;
  }

  /** @param {Node[]} content */
  show(content) {
    this.element.replaceChildren(...content);
    for (const control of this.controls) {
      control.setAttribute("aria-describedby", this.element.id);
    }
  }

  clear() {
    this.element.replaceChildren();
    for (const control of this.controls) control.removeAttribute("aria-describedby");
  }

  /**
   * Shows that the item is correct, and why, or that it needs another look.
   *
   * @param {boolean} isCorrect
   * @param {Node[]} explanation
   */
  showVerdict(isCorrect, explanation) {
    this.show(
      isCorrect
        ? [make("p", { class: "verdict verdict--fits" }, t("fits")), ...explanation]
        : [make("p", { class: "verdict" }, t("look-again"))],
    );
  }
}
