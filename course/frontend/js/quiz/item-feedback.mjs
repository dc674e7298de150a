// @ts-check

import { make } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";

/** What one row of a question says. While it has text, it describes the row's controls. */
export class ItemFeedback {
  /**
   * @param {HTMLElement} item the row, which it becomes the end of
   * @param {string} id
   * @param {HTMLElement[]} controls
   */
  constructor(item, id, controls) {
    this.element = make("div", { class: "item-feedback", id });
    this.item = item;
    this.controls = controls;
    item.append(this.element);
  }

  /**
   * @param {"right" | "wrong" | "left"} judged how the row looks; "left": right not to choose it
   * @param {Node[]} content
   */
  show(judged, content) {
    this.item.dataset.judged = judged;
    this.element.replaceChildren(...content);
    for (const control of this.controls) {
      control.setAttribute("aria-describedby", this.element.id);
    }
  }

  clear() {
    delete this.item.dataset.judged;
    this.element.replaceChildren();
    for (const control of this.controls) control.removeAttribute("aria-describedby");
  }

  /**
   * Shows whether the row fits, and why or a hint.
   *
   * @param {boolean} isRight
   * @param {Node[]} content
   */
  showVerdict(isRight, content) {
    const verdict = isRight
      ? make("p", { class: "verdict verdict--fits" }, t("row-fits"))
      : make("p", { class: "verdict" }, t("row-again"));
    this.show(isRight ? "right" : "wrong", [verdict, ...content]);
  }
}
