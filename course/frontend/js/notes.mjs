// @ts-check

import { make } from "./elements.mjs";
import { word } from "./words.mjs";

/** A note under an item of a question, tied to the controls of that item while it says something. */
export class Note {
  /**
   * @param {string} id
   * @param {HTMLElement[]} controls
   */
  constructor(id, controls) {
    this.element = make("div", { class: "note", id });
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
   * That the item fits, and why; or that it is worth another look.
   *
   * @param {boolean} isFit
   * @param {Node[]} why
   */
  judge(isFit, why) {
    this.show(
      isFit
        ? [make("p", { class: "verdict verdict--fits" }, word("fits")), ...why]
        : [make("p", { class: "verdict" }, word("look-again"))],
    );
  }
}
