// @ts-check
// <my-line>: a line to choose or to write, "When …, I'll …". It never leaves the browser.

import { button, make, pageRole, plainText, query, queryAll } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { showWhereSaved } from "../page/note-field.mjs";
import { liveLines, MOST_LINES, makeLine, sentence } from "../storage/lines.mjs";
import { readNote } from "../storage/notes.mjs";
import { isSessionOnly } from "../storage/storage.mjs";

const MISSING = "…";
/** A capitalized word inside a sentence. */
const NAME = /[\p{Ll},;] \p{Lu}\p{Ll}/u;

class MyLine extends HTMLElement {
  #place = "";
  #fields = make("div");
  #status = make("p", { class: "private-note__hint", role: "status" });

  connectedCallback() {
    const activity = this.closest("section")?.id;
    this.#place = this.dataset.place ?? `${query(document, ".close").dataset.module}/${activity}`;
    const [, line] = this.#saved();
    const [whens, wills] = queryAll(this, "ul");
    const when = this.#choice(whens, line?.when);
    const will = this.#choice(wills, line?.will);
    // In full, since a closed list shows only how a long text begins.
    const whole = make("p", { class: "line" });
    const update = () => {
      whole.textContent = sentence({ when: when(), will: will() });
      const [, kept] = this.#saved();
      // What there is to choose has been looked at by the authors. Own words go on with a sentence.
      const hasName = [...this.querySelectorAll("input")].some(
        ({ hidden, value }) => !hidden && NAME.test(`, ${value}`),
      );
      if (!hasName && kept && sentence(kept) === whole.textContent) {
        showWhereSaved(this.#status, true);
      } else this.#status.textContent = t(hasName ? "line-name" : "line-not-kept");
    };
    update();
    this.#fields.addEventListener("input", update);
    const done = button(t("line-keep"), () => this.#keep(when(), will()));
    this.#fields.append(whole, done, this.#status);
    this.append(this.#fields);
    if (readNote(this.#place)) {
      // Written here when plans were notes. It can still be read and changed.
      this.#fields.append(
        document.createElement("private-note"),
        button(t("line-from-note"), () => {
          this.#keep(when(), readNote(this.#place).trim() || MISSING);
        }),
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
    const texts = queryAll(list, "li").map((item) => plainText(item));
    const select = make("select", {}, ...texts.map((text) => make("option", {}, text)));
    select.append(make("option", { value: "" }, t("line-own")));
    const words = make("input", {
      type: "text",
      maxlength: "200",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      "aria-label": `${name} ${t("line-own")}`,
    });
    if (saved) {
      select.value = texts.includes(saved) ? saved : "";
      words.value = saved;
    }
    this.#fields.append(make("label", {}, name, select), words);
    return () => {
      words.hidden = select.value !== "";
      return select.value || words.value.trim() || MISSING;
    };
  }

  /**
   * Keeps a line, or if there are three, asks which one goes.
   *
   * @param {string} when
   * @param {string} will
   */
  #keep(when, will) {
    const [same] = this.#saved();
    const live = liveLines();
    const save = (/** @type {string} */ earlier) => {
      const isSaved = makeLine(this.#place, { when, will, role: pageRole() }, earlier);
      this.#status.textContent = t(isSaved ? "line-kept" : "not-saved");
      this.dispatchEvent(new Event("answered", { bubbles: true }));
      query(this, "button").focus();
    };
    if ([when, will].includes(MISSING)) this.#status.textContent = t("nothing-chosen");
    else if (same || live.length < MOST_LINES) save(same ?? "");
    else {
      this.#status.textContent = t("line-too-many");
      for (const [key, line] of live) {
        this.#status.append(button(sentence(line), () => save(key)));
      }
    }
  }
}

customElements.define("my-line", MyLine);
