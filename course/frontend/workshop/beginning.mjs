// @ts-check
// Begins a new piece: asks one thing after another, and puts the answers into the right files.

import { button, made } from "./elements.mjs";

/** What can begin, in the words of the list. */
const KINDS = [
  ["question", "A question"],
  ["situation", "A situation"],
  ["scene", "A scene"],
  ["lesson", "A lesson"],
  ["module", "A module"],
  ["card", "A card for right now"],
  ["topic", "A topic"],
  ["tool", "A tool"],
  ["claim", "A claim"],
  ["citation", "A source"],
  ["term", "A word for the glossary"],
  ["role", "A job"],
];
/** @typedef {{key: string, asks: string, hint: string, default: string, isNeeded: boolean}} Ask */
/**
 * @typedef {object} Events
 * @property {(name: string, ...others: unknown[]) => Promise<any>} ask
 * @property {(texts: Record<string, string>) => void} onTexts the new texts of files by their paths
 */

export class Beginning {
  #dialog;
  #inside;
  #events;
  #kind = "";
  /** @type {Record<string, string>} */
  #answers = {};

  /**
   * @param {HTMLDialogElement} dialog
   * @param {HTMLElement} inside
   * @param {Events} events
   */
  constructor(dialog, inside, events) {
    this.#dialog = dialog;
    this.#inside = inside;
    this.#events = events;
  }

  open() {
    this.#answers = {};
    const list = made("ul", "", "kinds");
    for (const [kind, title] of KINDS) {
      const entry = made("li");
      entry.append(
        button(title, () => {
          this.#kind = kind;
          this.#goOn();
        }),
      );
      list.append(entry);
    }
    this.#inside.replaceChildren(made("p", "What do you want to write?"), list);
    this.#dialog.showModal();
  }

  async #goOn() {
    const found = await this.#events.ask("ask_new", this.#kind, this.#answers);
    if (found.texts) {
      this.#dialog.close();
      this.#events.onTexts(found.texts);
    } else if (found.problem) {
      this.#inside.replaceChildren(made("p", found.problem));
    } else {
      this.#show(found.ask, found.wrong);
    }
  }

  /**
   * @param {Ask} ask
   * @param {string} wrong with the answer before
   */
  #show(ask, wrong) {
    const form = made("form");
    const label = made("label", ask.asks);
    label.htmlFor = "new-answer";
    const input = made("input");
    input.id = "new-answer";
    input.autocomplete = "off";
    input.value = this.#answers[ask.key] ?? ask.default;
    const hint = made("p", ask.hint, "hint");
    hint.id = "new-hint";
    input.setAttribute("aria-describedby", hint.id);
    const problem = made("p", wrong, "field__problem");
    problem.setAttribute("role", "alert");
    const next = made("button", "Continue");
    form.append(label, hint, input, problem, next);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#answers[ask.key] = input.value.trim();
      this.#goOn();
    });
    this.#inside.replaceChildren(form);
    input.focus();
    input.select();
  }
}
