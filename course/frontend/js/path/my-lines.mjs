// @ts-check
// <my-lines>: the reader's lines, each to change or to let go. On a role's page, its part is hidden
// until there are some.

import { button, make } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { linkToPlace, placeOf } from "../practice/line-facts.mjs";
import { liveLines, MOST_LINES, makeLine, saveLines, sentence } from "../storage/lines.mjs";

/** @typedef {import("../storage/lines.mjs").Line} Line */

class MyLines extends HTMLElement {
  #list = make("ul");
  #status = make("p", { role: "status" });
  /** The part that is hidden while there are none. */
  #part = this.closest("[hidden]");

  connectedCallback() {
    this.append(this.#list, this.#status);
    this.#render();
    for (const type of ["storage", "storagemodechange", "pageshow"]) {
      addEventListener(type, () => this.#render());
    }
  }

  #render() {
    const lines = liveLines();
    this.#list.replaceChildren(...lines.map(([key, line]) => this.#item(key, line)));
    this.classList.toggle("has-some", lines.length > 0);
    // Two devices may have brought more together.
    if (lines.length > MOST_LINES) this.#status.textContent = t("line-too-many");
    // What was said of lines is no longer true, unless it offers one again.
    else if (!this.#status.querySelector("button")) this.#status.textContent = "";
    const isEmpty = !lines.length && !this.#status.textContent;
    this.#part?.toggleAttribute("hidden", isEmpty);
    if (isEmpty) document.documentElement.classList.remove("has-lines");
  }

  /**
   * @param {string} key
   * @param {Line} line
   */
  #item(key, line) {
    const { change = "", letGo = "" } = this.dataset;
    const drop = button(letGo, () => this.#letGo(key, line));
    const acts = make("span", { class: "line__acts" }, linkToPlace(key, line.role, change), drop);
    return make("li", {}, make("span", { class: "line" }, sentence(line)), " ", acts);
  }

  /**
   * @param {string} key
   * @param {Line} line
   */
  #letGo(key, { when, will, role }) {
    const { gone = "", back = "" } = this.dataset;
    if (!saveLines({ [key]: null })) {
      this.#status.textContent = t("not-saved");
      return;
    }
    addEventListener("click", ignoreSecond, { capture: true, once: true });
    const undo = button(back, () => {
      makeLine(placeOf(key), { when, will, role });
      this.#status.textContent = "";
      this.#render();
      this.querySelector("a")?.focus();
    });
    this.#status.replaceChildren(gone, " ", undo);
    this.#render();
    // If there are still too many, the page asks again.
    if (!undo.isConnected) this.#status.append(" ", undo);
    undo.focus();
  }
}

/**
 * Ignores the second click of a double-click: something else is in that place by then.
 *
 * @param {MouseEvent} event
 */
function ignoreSecond(event) {
  if (event.detail < 2) return;
  event.preventDefault();
  event.stopPropagation();
}

customElements.define("my-lines", MyLines);
