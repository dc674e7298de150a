// @ts-check
// <self-check>: makes a question on the page interactive.

import { make, query } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { attempts } from "../storage/attempts.mjs";
import { ENHANCE } from "./kinds.mjs";

export class SelfCheck extends HTMLElement {
  #isReady = false;
  #history = make("p", { class: "check__before", hidden: "" });
  #status = make("div", { class: "check__status", role: "status" });

  connectedCallback() {
    if (this.#isReady) return;
    this.#isReady = true;
    const question = query(this, ".check__question");
    question.id = `${this.id}--text`;
    question.before(this.#history);
    question.after(this.#status);
    this.setAttribute("role", "group");
    this.setAttribute("aria-labelledby", question.id);
    this.addEventListener("click", (event) => this.#onClick(event));
    this.#showHistory();
    this.#whenUnfocused(() => ENHANCE[this.dataset.kind ?? ""]?.(this));
  }

  /**
   * Waits until the focus is elsewhere, so that nothing changes under a reader who was faster than
   * the scripts.
   *
   * @param {() => void} change
   */
  #whenUnfocused(change) {
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
   * Records an attempt, and tells the page.
   *
   * @param {boolean} isCorrect
   */
  recordAttempt(isCorrect) {
    this.#history.hidden = true;
    const outcome = attempts.record(this.#key, this.#revision, isCorrect);
    this.#showProblem();
    if (isCorrect) this.dataset.fits = "";
    this.dispatchEvent(new CustomEvent("answered", { bubbles: true, detail: { outcome } }));
  }

  /**
   * Says above the rows how many of them fit and what is left to do, and records the attempt.
   * Returns whether the question is solved.
   *
   * @param {{chosen: number, fitting: number, total: number, isComplete: boolean}} result
   */
  sumUp({ chosen, fitting, total, isComplete }) {
    if (!chosen) {
      this.announce(t("nothing-chosen"));
      return false;
    }
    const missed = chosen - fitting;
    const isSolved = !missed && isComplete;
    this.announce(`${howManyFit(fitting, total)} ${whatIsLeft(missed, isComplete)}`);
    this.#status.dataset.sum = isSolved ? "right" : "wrong";
    this.recordAttempt(isSolved);
    return isSolved;
  }

  /**
   * Shows a text in the question's live region.
   *
   * @param {string} text
   */
  announce(text) {
    this.#status.replaceChildren(text);
    delete this.#status.dataset.sum;
  }

  /**
   * Announces to screen readers only what others can see elsewhere.
   *
   * @param {string} text
   */
  announceToScreenReaders(text) {
    this.announce("");
    this.#status.append(make("span", { class: "visually-hidden" }, text));
  }

  /**
   * Adds a Check button below the rows.
   *
   * @param {() => void} onCheck
   */
  addCheckButton(onCheck) {
    const button = make("button", { class: "button" }, t("check"));
    button.addEventListener("click", onCheck);
    this.addControl(button);
    return button;
  }

  /**
   * Adds a control below the rows, and below the controls added before.
   *
   * @param {HTMLElement} control
   */
  addControl(control) {
    (this.querySelector(".solution") ?? query(this, ".check__more")).before(control);
  }

  /** "module/question", the key of the question's attempts. */
  get #key() {
    const section = /** @type {HTMLElement | null} */ (this.closest("[data-module]"));
    return `${section?.dataset.module}/${this.id.replace("_check--", "")}`;
  }

  get #revision() {
    return Number(this.dataset.revision ?? 1);
  }

  #showHistory() {
    const attempt = attempts.get(this.#key);
    if (!document.querySelector(".storage-notice")) this.#showProblem();
    if (!attempt || attempt.revision > this.#revision) return;
    const isCurrent = attempt.revision === this.#revision;
    this.#history.textContent = t(isCurrent ? attempt.outcome : "updated");
    this.#history.hidden = false;
  }

  /** @param {Event} event */
  #onClick(event) {
    // Not "toggle": printing opens every <details> without anyone looking at the solution.
    const target = event.target instanceof Element ? event.target : null;
    const solution = target?.closest(".solution > summary")?.parentElement;
    if (solution instanceof HTMLDetailsElement && !solution.open) this.recordAttempt(false);
  }

  /** There is one notice on the page. It is in the group of questions that the reader answers. */
  #showProblem() {
    const section = this.closest(".self-checks");
    if (!attempts.problem || !section) return;
    const notice =
      document.querySelector(".self-checks > .storage-notice") ??
      make("p", { class: "storage-notice", role: "status" });
    notice.textContent = t(attempts.problem);
    if (!section.contains(notice)) query(section, "[data-module], self-check").before(notice);
  }
}

/**
 * @param {number} fitting
 * @param {number} total
 */
function howManyFit(fitting, total) {
  if (fitting > 1) return t("some-fit", { fitting, total });
  return fitting ? t("one-fits", { total }) : t("none-fits");
}

/**
 * @param {number} missed how many do not fit
 * @param {boolean} isComplete
 */
function whatIsLeft(missed, isComplete) {
  if (missed > 1) return t("look-again", { count: missed });
  if (missed) return t("look-again-one");
  return t(isComplete ? "all-found" : "more-to-find");
}

customElements.define("self-check", SelfCheck);
