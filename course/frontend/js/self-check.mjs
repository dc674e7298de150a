// @ts-check
// <self-check>: makes a question that is already on the page one that can be tried.

import { enhanceChoice } from "./choice.mjs";
import { enhanceChoices } from "./choices.mjs";
import { make, one } from "./elements.mjs";
import { enhanceMatch } from "./match.mjs";
import { memory } from "./memory.mjs";
import { enhanceOrder } from "./order.mjs";
import { word } from "./words.mjs";

/** @type {Record<string, (check: SelfCheck) => void>} */
const ENHANCE = {
  choice: enhanceChoice,
  choices: enhanceChoices,
  match: enhanceMatch,
  order: enhanceOrder,
};

export class SelfCheck extends HTMLElement {
  #isReady = false;
  #before = make("p", { class: "check__before", hidden: "" });
  #status = make("div", { class: "check__status", role: "status" });

  connectedCallback() {
    if (this.#isReady) return;
    this.#isReady = true;
    const question = one(this, ".check__question");
    question.id = `${this.id}--text`;
    question.before(this.#before);
    this.setAttribute("role", "group");
    this.setAttribute("aria-labelledby", question.id);
    (this.querySelector(".solution") ?? one(this, ".check__more")).before(this.#status);
    this.addEventListener("click", (event) => this.#onClick(event));
    this.#recall();
    this.#whenFree(() => ENHANCE[this.dataset.kind ?? ""]?.(this));
  }

  /**
   * Nothing is changed under the hands of somebody who got here before the scripts did.
   *
   * @param {() => void} change
   */
  #whenFree(change) {
    if (!this.contains(document.activeElement)) {
      change();
      return;
    }
    /** @param {FocusEvent} event */
    const onLeave = (event) => {
      if (event.relatedTarget instanceof Node && this.contains(event.relatedTarget)) return;
      this.removeEventListener("focusout", onLeave);
      change();
    };
    this.addEventListener("focusout", onLeave);
  }

  /**
   * Takes note of a try.
   *
   * @param {boolean} isRight
   */
  tried(isRight) {
    this.#before.hidden = true;
    memory.remember(this.#question, this.#revision, isRight);
    this.#tellTrouble();
  }

  /**
   * Says something in the question's live region, where eyes see it too.
   *
   * @param {string} text
   */
  say(text) {
    this.#status.replaceChildren(text);
  }

  /**
   * Says something that eyes can see elsewhere.
   *
   * @param {string} text
   */
  sayForEars(text) {
    this.#status.replaceChildren(make("span", { class: "for-ears" }, text));
  }

  /**
   * A Check button, which stands before the live region.
   *
   * @param {() => void} onCheck
   */
  addCheckButton(onCheck) {
    const button = make("button", { type: "button", class: "button" }, word("check"));
    button.addEventListener("click", onCheck);
    this.#status.before(button);
  }

  /** The question's name in the memory: its module and its own id. */
  get #question() {
    const place = /** @type {HTMLElement | null} */ (this.closest("[data-module]"));
    return `${place?.dataset.module}/${this.id.replace("_check--", "")}`;
  }

  get #revision() {
    return Number(this.dataset.revision ?? 1);
  }

  #recall() {
    const kept = memory.recall(this.#question);
    this.#tellTrouble();
    if (!kept || kept.revision > this.#revision) return;
    const isSame = kept.revision === this.#revision;
    this.#before.textContent = word(isSame ? kept.outcome : "updated");
    this.#before.hidden = false;
  }

  /** @param {Event} event */
  #onClick(event) {
    // Not "toggle": printing opens every <details>, and is no look at the solution.
    const target = event.target instanceof Element ? event.target : null;
    const solution = target?.closest(".solution > summary")?.parentElement;
    if (solution instanceof HTMLDetailsElement && !solution.open) this.tried(false);
  }

  #tellTrouble() {
    const section = this.closest(".self-checks");
    if (!memory.trouble || !section) return;
    let notice = section.querySelector(".memory-notice");
    if (!notice) {
      notice = make("p", { class: "memory-notice", role: "status" });
      one(section, "[data-module], self-check").before(notice);
    }
    notice.textContent = word(memory.trouble);
  }
}

customElements.define("self-check", SelfCheck);
