// @ts-check
// One piece of the text as a form. Each field changes its own value in the text, and nothing else.

import { button, made } from "./elements.mjs";

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
/** @typedef {{title: string, line: number}} Near another piece that has a form of its own */
/** @typedef {{title: string, groups: {title: string, fields: Field[]}[], near: Near[]}} FormData */
/**
 * @typedef {object} Events
 * @property {(name: string, ...others: unknown[]) => Promise<any>} ask
 * @property {() => {path: string, text: string, place: {line: number, column: number}}} now
 * @property {(text: string) => void} onText the whole text of the file, changed
 * @property {(line: number) => void} onGo the cursor goes to another piece of the file
 */

const NO_FORM =
  "There is no form for this. Put the cursor into a question, a situation, a scene, a claim, a card or a contact.";
const NO_FILE = "There is no form while the file cannot be read. Mend its problems first.";
/** So many other pieces are listed without a tap. */
const MOST_LISTED = 6;
/** Wait so long after a key before the text is changed. */
const TYPING_MS = 400;

export class PieceForm {
  #host;
  #events;
  #count = 0;
  /** The file that the form is of. */
  #path = "";
  /** @type {Promise<unknown>} each value waits for the one before, which changes the same text */
  #last = Promise.resolve();

  /**
   * @param {HTMLElement} host
   * @param {Events} events
   */
  constructor(host, events) {
    this.#host = host;
    this.#events = events;
  }

  /** Takes the form away, once all its values are in the text. */
  async close() {
    await this.#last;
    this.#path = "";
    this.#host.replaceChildren();
  }

  /** Shows the piece around the cursor. */
  async show() {
    await this.#last;
    const { path, text, place } = this.#events.now();
    this.#path = path;
    this.#host.replaceChildren();
    /** @type {FormData | null} */
    const form = await this.#events.ask("form", path, text, place.line, place.column);
    if (this.#path !== path || this.#events.now().path !== path) return;
    if (!form?.groups.length) {
      this.#host.replaceChildren(made("p", form ? NO_FORM : NO_FILE));
      return;
    }
    const title = made("h3", form.title);
    title.tabIndex = -1;
    const groups = form.groups.map((group) => this.#group(group));
    this.#host.replaceChildren(title, ...this.#nearby(form.near), ...groups);
  }

  /**
   * The way to the forms of other pieces, such as the turns of a scene.
   *
   * @param {Near[]} near
   */
  #nearby(near) {
    if (!near.length) return [];
    const part = made("details", "", "form__near");
    part.open = near.length <= MOST_LISTED;
    const list = made("ul");
    for (const { title, line } of near) {
      const entry = made("li");
      entry.append(button(title, () => this.#go(line)));
      list.append(entry);
    }
    part.append(made("summary", "Go to another form"), list);
    return [part];
  }

  /** @param {number} line where the other piece is */
  async #go(line) {
    await this.#last;
    this.#events.onGo(line);
    await this.show();
    this.#host.scrollTop = 0;
    this.#host.querySelector("h3")?.focus();
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
    let typing = 0;
    const fill = () => {
      clearTimeout(typing);
      this.#last = this.#last.then(async () => {
        problem.textContent = await this.#fill(field, control.value);
      });
    };
    control.addEventListener("change", fill);
    control.addEventListener("input", () => {
      clearTimeout(typing);
      typing = window.setTimeout(fill, TYPING_MS);
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
   * @returns {Promise<string>}
   */
  async #fill(field, value) {
    if (!value.trim() && field.is_needed) return "This is needed.";
    const { path, text } = this.#events.now();
    if (path !== this.#path) return "";
    const found = await this.#events.ask("fill", path, text, field.location, value);
    if (found.problem) return found.problem;
    // Whatever came between was written into another file, or by hand.
    const now = this.#events.now();
    if (now.path !== path || now.text !== text) return this.#fill(field, value);
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
