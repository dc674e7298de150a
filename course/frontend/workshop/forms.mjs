// @ts-check
// One piece of the text as a form. Each field changes its own value in the text, and nothing else.

import { made } from "./elements.mjs";

/**
 * @typedef {object} Field
 * @property {(string | number)[]} location
 * @property {string} label
 * @property {string} about
 * @property {"line" | "text" | "choice" | "ids"} kind
 * @property {string} value
 * @property {{label: string, about: string}[]} options
 * @property {boolean} is_needed
 */
/** @typedef {{title: string, groups: {title: string, fields: Field[]}[]}} FormData */
/**
 * @typedef {object} Events
 * @property {(name: string, ...others: unknown[]) => Promise<any>} ask
 * @property {() => {path: string, text: string, place: {line: number, column: number}}} now
 * @property {(text: string) => void} onText the whole text of the file, changed
 */

export class PieceForm {
  #host;
  #events;
  #count = 0;

  /**
   * @param {HTMLElement} host
   * @param {Events} events
   */
  constructor(host, events) {
    this.#host = host;
    this.#events = events;
  }

  /** Shows the piece around the cursor. Returns whether there is one. */
  async show() {
    const { path, text, place } = this.#events.now();
    /** @type {FormData | null} */
    const form = await this.#events.ask("form", path, text, place.line, place.column);
    if (!form) {
      this.#host.replaceChildren(
        made("p", "There is no form while the file cannot be read. Mend its problems first."),
      );
      return;
    }
    this.#host.replaceChildren(
      made("h3", form.title),
      ...form.groups.map((group) => this.#group(group)),
    );
  }

  /** @param {FormData["groups"][0]} group */
  #group({ title, fields }) {
    const part = made("fieldset");
    if (title) part.append(made("legend", title));
    const isUsed = (/** @type {Field} */ { is_needed, value }) => is_needed || value !== "";
    part.append(...fields.filter(isUsed).map((field) => this.#field(field)));
    const rest = fields.filter((field) => !isUsed(field));
    if (rest.length) {
      const more = made("details");
      more.append(made("summary", "What else may be here"));
      more.append(...rest.map((field) => this.#field(field)));
      part.append(more);
    }
    return part;
  }

  /** @param {Field} field */
  #field(field) {
    this.#count += 1;
    const id = `field-${this.#count}`;
    const part = made("div", "", "field");
    const label = made("label", field.label);
    label.htmlFor = id;
    const about = made("p", field.about, "hint");
    about.id = `${id}-about`;
    const problem = made("p", "", "field__problem");
    problem.setAttribute("role", "alert");
    const control = controlFor(field);
    control.id = id;
    control.setAttribute("aria-describedby", about.id);
    control.addEventListener("change", async () => {
      problem.textContent = await this.#fill(field, control.value);
    });
    part.append(label, about, control, problem);
    if (field.kind === "ids" && field.options.length) part.append(this.#adder(field, control));
    return part;
  }

  /**
   * A list from which one more id is taken.
   *
   * @param {Field} field
   * @param {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} control
   */
  #adder(field, control) {
    const select = made("select");
    select.setAttribute("aria-label", `Add to ${field.label}`);
    select.append(new Option("Add …", ""), ...optionsOf(field));
    select.addEventListener("change", () => {
      if (!select.value) return;
      control.value = [control.value, select.value].filter(Boolean).join(", ");
      select.value = "";
      control.dispatchEvent(new Event("change"));
    });
    return select;
  }

  /**
   * Changes a value in the text. Returns what is wrong with it, or an empty text.
   *
   * @param {Field} field
   * @param {string} value
   */
  async #fill(field, value) {
    if (!value.trim() && field.is_needed) return "This is needed.";
    const { path, text } = this.#events.now();
    const found = await this.#events.ask("fill", path, text, field.location, value);
    if (found.problem) return found.problem;
    this.#events.onText(found.text);
    return "";
  }
}

/** @param {Field} field */
function controlFor(field) {
  if (field.kind === "choice") {
    const select = made("select");
    select.append(new Option("—", ""), ...optionsOf(field));
    if (!field.options.some(({ label }) => label === field.value) && field.value)
      select.append(new Option(field.value, field.value));
    select.value = field.value;
    return select;
  }
  if (field.kind === "text") {
    const area = made("textarea");
    area.rows = Math.min(8, Math.max(2, Math.ceil(field.value.length / 60)));
    area.value = field.value.trimEnd();
    return area;
  }
  const input = made("input");
  input.value = field.value;
  return input;
}

/** @param {Field} field */
function optionsOf({ options }) {
  return options.map(({ label, about }) => {
    const shown = about ? `${label}: ${about.slice(0, 80)}` : label;
    return new Option(shown, label);
  });
}
