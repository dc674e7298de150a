// @ts-check
// One piece of the text as a form. Each field changes its own value in the text, and nothing else.

import { controlFor, optionsOf, problemLine } from "./controls.mjs";
import { button, made } from "./elements.mjs";
import { adder, goOn, putButtonsBelow } from "./pieces.mjs";

/** @typedef {import("./controls.mjs").Field} Field */
/** @typedef {import("./controls.mjs").Control} Control */
/** @typedef {import("./controls.mjs").Location} Location */
/**
 * @typedef {object} Group
 * @property {string} title
 * @property {Field[]} fields
 * @property {import("./pieces.mjs").Item | null} item
 * @property {import("./pieces.mjs").Adding[]} adds
 */
/** @typedef {{title: string, line: number}} Near another piece that has a form of its own */
/** @typedef {{location: Location, title: string, groups: Group[], near: Near[]}} FormData */
/** @typedef {{text: string, location: Location, line: number, says: string, step: string}} Rearranged */
/** @typedef {{path: string, location: Location, value: string}} Written a value for a file */
/**
 * @typedef {object} Events
 * @property {(name: string, ...others: unknown[]) => Promise<any>} ask
 * @property {() => {path: string, text: string, place: {line: number, column: number}}} now
 * @property {(values: Written[]) => void} onWriting what is not in the text yet
 * @property {(text: string) => void} onText the whole text of the file, changed
 * @property {(changed: Rearranged) => void} onRearrange the same, with other pieces or in another order
 * @property {(line: number) => void} onGo the cursor goes to another piece of the file
 */

const NO_FORM =
  "There is no form for this. Put the cursor into a question, a situation, a scene, a claim, a card, a contact or a job.";
const NO_FILE = "There is no form while the file cannot be read. Mend its problems first.";
/** So many other pieces are listed without a tap. */
const MOST_LISTED = 6;
/** Milliseconds after a key before the text is changed. */
const TYPING_MS = 400;

export class PieceForm {
  #host;
  #events;
  #count = 0;
  /** The file that the form is of. */
  #path = "";
  /** @type {Promise<unknown>} each value waits for the one before, which changes the same text */
  #last = Promise.resolve();
  /** @type {Map<Control, Written>} values on their way into the text */
  #written = new Map();
  /** @type {Set<() => void>} what brings those in that somebody is still typing */
  #typed = new Set();
  /** @type {Location | null} the piece that the form is of */
  #piece = null;
  /** Whether pieces are being rearranged, after which others are at the places of this form. */
  #isRearranging = false;

  /**
   * @param {HTMLElement} host
   * @param {Events} events
   */
  constructor(host, events) {
    this.#host = host;
    this.#events = events;
  }

  /** Waits until all its values are in the text. */
  async settle() {
    for (const fill of this.#typed) fill();
    await this.#last;
  }

  /** Takes the form away, once all its values are in the text. */
  async close() {
    await this.settle();
    this.#path = "";
    this.#host.replaceChildren();
  }

  /** Shows the piece around the cursor. */
  async show() {
    this.#piece = null;
    await this.showAgain();
  }

  /** Shows what is now in the piece that the form is of, at the same place. */
  async showAgain() {
    await this.settle();
    await this.#show();
  }

  async #show() {
    const { path, text, place } = this.#events.now();
    this.#path = path;
    const again = this.#piece;
    const top = again ? this.#host.scrollTop : 0;
    if (!again) this.#host.replaceChildren();
    /** @type {FormData | null} */
    const form = await this.#events.ask("form", path, text, place.line, place.column, again);
    if (this.#path !== path || this.#events.now().path !== path) return;
    this.#piece = form?.location ?? null;
    if (!form?.groups.length && !form?.near.length) {
      this.#host.replaceChildren(made("p", form ? NO_FORM : NO_FILE));
      return;
    }
    const title = made("h3", form.title);
    title.tabIndex = -1;
    const groups = form.groups.map((group) => this.#group(group));
    this.#host.replaceChildren(title, ...this.#nearby(form.near), ...groups);
    this.#host.scrollTop = top;
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
    await this.#showThere();
  }

  /** Shows the piece around the cursor in the place of another one. */
  async #showThere() {
    this.#piece = null;
    await this.#show();
    this.#host.scrollTop = 0;
    this.#host.querySelector("h3")?.focus();
  }

  /** @param {Group} group */
  #group({ title, fields, item, adds }) {
    const part = made(title ? "fieldset" : "div", "", "group");
    if (title) part.append(made("legend", title));
    const isUsed = (/** @type {Field} */ { is_needed, value }) => is_needed || value !== "";
    part.append(...fields.filter(isUsed).map((field) => this.#field(field)));
    const ways = adds.filter(({ is_first }) => !is_first);
    part.append(...ways.map((adding) => adder(adding, this.#rearrange)));
    const rest = fields.filter((field) => !isUsed(field));
    const others = adds.filter(({ is_first }) => is_first);
    if (rest.length || others.length) {
      const more = made("details");
      more.append(made("summary", "What else may be here"));
      more.append(...rest.map((field) => this.#field(field)));
      more.append(...others.map((adding) => adder(adding, this.#rearrange)));
      part.append(more);
    }
    if (item) putButtonsBelow(part, item, this.#rearrange);
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
    const problem = problemLine();
    const control = controlFor(field);
    control.id = id;
    control.setAttribute("aria-describedby", about.id);
    let typing = 0;
    const fill = () => {
      clearTimeout(typing);
      this.#typed.delete(fill);
      const written = this.#written.get(control);
      this.#last = this.#last
        .then(async () => {
          // After a change of the list, another piece may be where this one was.
          if (control.isConnected) problem.textContent = await this.#fill(field, control.value);
        })
        // All values after this one wait for it.
        .catch((error) => {
          problem.textContent = `This is not in the text. Change it there. (${error})`;
        })
        .then(() => {
          if (this.#written.get(control) === written) this.#write(control, null);
        });
    };
    const write = () => {
      const { value } = control;
      const isRefused = !value.trim() && field.is_needed;
      const written = { path: this.#path, location: field.location, value };
      this.#write(control, isRefused ? null : written);
    };
    control.addEventListener("change", () => {
      write();
      fill();
    });
    control.addEventListener("input", () => {
      clearTimeout(typing);
      write();
      this.#typed.add(fill);
      typing = window.setTimeout(fill, TYPING_MS);
    });
    part.append(label, about, control, problem);
    if (field.kind === "ids" && field.options.length) part.append(this.#idAdder(field, control));
    if (field.item) putButtonsBelow(part, field.item, this.#rearrange);
    return part;
  }

  /**
   * Says what is on its way into the text: the page may be left before it is there.
   *
   * @param {Control} control
   * @param {Written | null} written null if nothing more is
   */
  #write(control, written) {
    if (written) this.#written.set(control, written);
    else this.#written.delete(control);
    this.#events.onWriting([...this.#written.values()]);
  }

  /**
   * A list from which one more id is taken.
   *
   * @param {Field} field
   * @param {Control} control
   */
  #idAdder(field, control) {
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
    const found = await this.#changed((path, text) =>
      this.#events.ask("fill", path, text, field.location, value),
    );
    if (found?.text !== undefined) this.#events.onText(found.text);
    return found?.problem ?? "";
  }

  /**
   * Adds, removes or moves a piece, and goes on there. Returns why that cannot be, or an empty text.
   *
   * @type {import("./pieces.mjs").Rearrange}
   */
  #rearrange = async (action, location, answers) => {
    if (this.#isRearranging) return "";
    this.#isRearranging = true;
    const done = this.#last.then(() => this.#rearranged(action, location, answers));
    this.#last = done.catch(() => {});
    return done.finally(() => {
      this.#isRearranging = false;
    });
  };

  /** @type {import("./pieces.mjs").Rearrange} */
  async #rearranged(action, location, answers) {
    const found = await this.#changed((path, text) =>
      this.#events.ask("rearrange", path, text, action, location, answers),
    );
    if (found?.text === undefined) return found?.problem ?? "";
    this.#events.onRearrange(found);
    this.#events.onGo(found.line);
    await this.#show();
    if (!goOn(this.#host, action, found.location)) await this.#showThere();
    return "";
  }

  /**
   * Asks for another text of the file. Null if another file is open by now.
   *
   * @param {(path: string, text: string) => Promise<any>} ask
   * @returns {Promise<any>}
   */
  async #changed(ask) {
    const { path, text } = this.#events.now();
    if (path !== this.#path) return null;
    const found = await ask(path, text);
    if (found.problem) return found;
    // Whatever came between was written into another file, or by hand.
    const now = this.#events.now();
    return now.path === path && now.text === text ? found : this.#changed(ask);
  }
}
