// @ts-check
// <my-line>: a line to choose or to write, "When …, I'll …". It never leaves the browser.

import { button } from "../base/controls.mjs";
import { make, pageRole, plainText, query, queryAll } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { showWhereSaved } from "../page/note-field.mjs";
import { liveLines, MOST_LINES, makeLine, sentence } from "../storage/lines.mjs";
import { readNote } from "../storage/notes.mjs";
import { isSessionOnly } from "../storage/storage.mjs";

/** @typedef {Parameters<typeof makeLine>[1]} Parts */

/** A capitalized word inside a sentence. */
const NAME = /[\p{Ll},;] \p{Lu}\p{Ll}/u;

class MyLine extends HTMLElement {
  #place = "";
  #fields = make("div");
  #status = make("p", { class: "private-note__hint", role: "status" });
  /** Which line to let go, if there are three. */
  #ask = make("div");

  connectedCallback() {
    if (this.contains(this.#fields)) return;
    const activity = this.closest("section")?.id;
    this.#place = this.dataset.place ?? `${query(document, ".close").dataset.module}/${activity}`;
    const [, line] = this.#saved();
    const [whens, wills] = queryAll(this, "ul");
    const when = this.#choice(whens, line?.when);
    const will = this.#choice(wills, line?.will);
    const keep = (/** @type {string} */ text) =>
      this.#keep({ when: when(), will: text, role: pageRole() });
    showWhereSaved(this.#status, true);
    this.#fields.append(this.#status, button(t("line-keep"), () => keep(will())), this.#ask);
    this.append(this.#fields);
    if (readNote(this.#place)) {
      // Written here when plans were notes. It can still be read and changed.
      this.#fields.append(
        document.createElement("private-note"),
        button(t("line-from-note"), () => keep(readNote(this.#place))),
      );
    }
    // A browser may restore the page as it was: on a shared device, for someone else.
    addEventListener("pagehide", () => {
      if (isSessionOnly()) this.#fields.remove();
    });
  }

  /** The line that was made here, with its key. */
  #saved() {
    return liveLines().find(([key]) => key.startsWith(`${this.#place}--`)) ?? [];
  }

  /**
   * Adds a field in which to choose from a list, or to write. Returns what gives its text.
   *
   * @param {HTMLElement} list
   * @param {string} [saved]
   */
  #choice(list, saved) {
    const name = list.previousElementSibling?.textContent ?? "";
    const texts = queryAll(list, "li").map(plainText);
    const select = make("select", {}, ...texts.map((text) => make("option", {}, text)));
    select.append(make("option", { value: "" }, t("line-own")));
    const words = make("input", {
      maxlength: "200",
      autocomplete: "off",
      spellcheck: "false",
      "aria-label": `${name}: ${t("line-own")}`,
    });
    if (saved && !texts.includes(saved)) words.value = saved;
    select.value = words.value ? "" : (saved ?? texts[0]);
    const show = () => {
      words.hidden = select.value !== "";
    };
    show();
    select.addEventListener("input", show);
    words.addEventListener("input", () => {
      showWhereSaved(this.#status, true);
      if (NAME.test(words.value)) this.#status.textContent = t("line-name");
    });
    this.#fields.append(make("label", {}, name, select), words);
    return () => {
      const text = select.value || words.value.trim();
      if (!text) words.focus();
      return text;
    };
  }

  /** @param {Parts} parts */
  #keep(parts) {
    if (!parts.when || !parts.will) return;
    const live = liveLines();
    const [key] = this.#saved();
    if (key || live.length < MOST_LINES) {
      this.#save(parts, key);
      return;
    }
    const question = make("p", { tabindex: "-1" }, t("line-too-many"));
    const none = button(t("line-none"), () => this.#ask.replaceChildren());
    const each = live.map(([key, line]) => button(sentence(line), () => this.#save(parts, key)));
    this.#ask.replaceChildren(question, ...each, none);
    question.focus();
  }

  /**
   * @param {Parts} parts
   * @param {string} [earlier] the key of the line to let go
   */
  #save(parts, earlier) {
    const isSaved = makeLine(this.#place, parts, earlier);
    this.#ask.replaceChildren();
    this.#status.textContent = t(isSaved ? "line-kept" : "not-saved", { line: sentence(parts) });
    this.dispatchEvent(new Event("answered", { bubbles: true }));
  }
}

customElements.define("my-line", MyLine);
