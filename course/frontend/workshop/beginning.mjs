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
/**
 * @typedef {object} Ask
 * @property {string} key
 * @property {string} asks
 * @property {string} hint
 * @property {string} default
 * @property {boolean} takesSeveral
 * @property {{id: string, title: string}[]} known what may be answered; empty if anything may
 */
/**
 * @typedef {object} Events
 * @property {(name: string, ...others: unknown[]) => Promise<any>} ask
 * @property {(key: string) => string} suggested an answer that is likely now
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
    this.#dialog.close();
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
    if (this.#inside.inert) return; // the second click of two would begin the piece twice
    this.#inside.inert = true;
    const asked = this.#events.ask("ask_new", this.#kind, this.#answers);
    const found = await asked.finally(() => {
      this.#inside.inert = false;
    });
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
    const control = ask.known.length && !ask.takesSeveral ? choiceOf(ask) : made("input");
    control.id = "new-answer";
    control.value = this.#answers[ask.key] ?? (ask.default || this.#events.suggested(ask.key));
    const hint = made("p", ask.hint, "hint");
    hint.id = "new-hint";
    control.setAttribute("aria-describedby", hint.id);
    const problem = made("p", wrong, "field__problem");
    problem.setAttribute("role", "alert");
    const next = made("button", "Continue");
    form.append(label, hint, control);
    if (ask.takesSeveral) form.append(adderTo(ask, control));
    const back = button("Back", () => {
      const last = Object.keys(this.#answers).at(-1);
      if (last === undefined) this.open();
      else {
        delete this.#answers[last];
        this.#goOn();
      }
    });
    form.append(problem, next, " ", back);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#answers[ask.key] = control.value.trim();
      this.#goOn();
    });
    this.#inside.replaceChildren(form);
    control.focus();
  }
}

/** @param {Ask} ask */
function choiceOf(ask) {
  const choice = made("select");
  if (!ask.default) choice.append(new Option("—", ""));
  choice.append(
    ...ask.known.map(({ id, title }) => new Option(title ? `${title} (${id})` : id, id)),
  );
  return choice;
}

/**
 * A list from which one more is added to an answer of several.
 *
 * @param {Ask} ask
 * @param {HTMLInputElement | HTMLSelectElement} control
 */
function adderTo(ask, control) {
  const adder = choiceOf({ ...ask, default: "" });
  adder.setAttribute("aria-label", "Add one");
  adder.options[0].textContent = "Add …";
  adder.addEventListener("change", () => {
    if (adder.value) control.value = [control.value, adder.value].filter(Boolean).join(", ");
    adder.value = "";
  });
  return adder;
}
