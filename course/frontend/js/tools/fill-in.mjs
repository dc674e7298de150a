// @ts-check
// <fill-in>: the form of a tool. Each field is saved on the device, except in a tool about a child:
// there nothing is saved, and the form is emptied when the reader leaves the page.

import { csv } from "../base/csv.mjs";
import { today } from "../base/dates.mjs";
import { button, make, query, queryAll } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { download } from "../base/off-modules.mjs";
import { bindText, showWhereSaved } from "../page/note-field.mjs";
import { bindCheck } from "./bind-check.mjs";
import { countWords, readingGrade } from "./readability.mjs";
import { fieldsIn, sheetSummary, sheetText, tableRows, textAreasIn } from "./sheet-export.mjs";

/** @typedef {import("./sheet-export.mjs").Field} Field */

class FillIn extends HTMLElement {
  #fields = fieldsIn(this);
  #isAboutChild = this.hasAttribute("data-about-a-child");
  #hint = make("p", { class: "private-note__hint" });
  #status = make("p", { role: "status" });
  /** @type {(() => void)[]} what counts the words of a field again */
  #counters = [];

  connectedCallback() {
    if (this.contains(this.#hint)) return;
    this.prepend(this.#hint);
    if (this.#isAboutChild) this.#clearOnLeave();
    else this.#bindFields();
    this.#counters = textAreasIn(this.#fields).map(addCounter);
    for (const container of queryAll(this, "[data-summary]")) addSummary(container, this);
    this.append(this.#actions(), this.#status);
    this.#printWholeTexts();
  }

  #bindFields() {
    showWhereSaved(this.#hint, true);
    for (const field of this.#fields) {
      const key = `tools/${this.dataset.tool}--${field.dataset.field}`;
      if (field instanceof HTMLTextAreaElement) bindText(field, key, this.#hint);
      else bindCheck(field, key, this.#hint);
    }
  }

  #clearOnLeave() {
    this.#hint.textContent = t("never-saved");
    const warn = (/** @type {BeforeUnloadEvent} */ event) => event.preventDefault();
    this.addEventListener("input", () => addEventListener("beforeunload", warn));
    this.addEventListener("exported", () => removeEventListener("beforeunload", warn));
    addEventListener("pagehide", () => this.#clear());
    // The browser may have restored fields that someone else filled in.
    this.#clear();
  }

  #clear() {
    this.#fields.forEach(clearField);
    // Not by an event, since leaving would then ask for confirmation.
    for (const count of this.#counters) count();
    this.#markExported();
  }

  /** Leaving the page then loses nothing. */
  #markExported() {
    this.dispatchEvent(new Event("exported"));
  }

  #actions() {
    const name = `${this.dataset.tool}-${today()}`;
    const print = button(t("record-print"), () => {
      window.print();
      this.#markExported();
    });
    const saveText = button(t("save-text"), () => {
      download(`${name}.txt`, "text/plain", sheetText(this));
      this.#status.textContent = t("saved-file", { start: name });
      this.#markExported();
    });
    const tables = queryAll(this, "table");
    const saveTables = button(t("record-csv"), () => {
      download(`${name}.csv`, "text/csv", csv(tables.flatMap(tableRows)));
      this.#status.textContent = t("saved-file", { start: name });
    });
    const clear = make("div");
    this.#offerClear(clear);
    const exports = [print, saveText, ...(tables.length ? [saveTables] : [])];
    return make("div", { class: "doing" }, ...exports, clear);
  }

  /** @param {HTMLElement} container */
  #offerClear(container) {
    container.replaceChildren(button(t("start-over"), () => this.#confirmClear(container)));
  }

  /** @param {HTMLElement} container */
  #confirmClear(container) {
    const close = (/** @type {string} */ message) => {
      this.#offerClear(container);
      query(container, "button").focus();
      this.#status.textContent = message;
    };
    const yes = button(t("start-over-yes"), () => {
      for (const field of this.#fields) {
        clearField(field);
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      this.#markExported();
      close(t("emptied"));
    });
    const no = button(t("delete-no"), () => close(""));
    container.replaceChildren(make("p", {}, t("start-over-confirm")), yes, no);
    no.focus();
  }

  /** On paper, a text area would show only the lines that fit into it. */
  #printWholeTexts() {
    /** @type {HTMLElement[]} */
    let added = [];
    addEventListener("beforeprint", () => {
      added = textAreasIn(this.#fields).map((area) => {
        const text = make("div", { class: "written" }, area.value);
        text.style.setProperty("--lines", area.getAttribute("rows") ?? "1");
        area.after(text);
        return text;
      });
    });
    addEventListener("afterprint", () => {
      for (const text of added) text.remove();
    });
  }
}

/** @param {Field} field */
function clearField(field) {
  if (field instanceof HTMLTextAreaElement) field.value = "";
  else field.checked = false;
}

/**
 * Shows a field's word count and reading grade, if the tool sets a limit for them. Returns what
 * brings them up to date.
 *
 * @param {HTMLTextAreaElement} area
 * @returns {() => void}
 */
function addCounter(area) {
  const { mostWords, readingGrade: targetGrade } = area.dataset;
  if (!mostWords && !targetGrade) return () => {};
  const counter = make("p", { id: `${area.id}--count`, class: "private-note__hint" });
  const description = area.getAttribute("aria-describedby");
  area.setAttribute("aria-describedby", description ? `${description} ${counter.id}` : counter.id);
  const update = () => {
    const words = countWords(area.value);
    const texts = mostWords ? [t("word-count", { words, most: mostWords })] : [];
    if (targetGrade && words) {
      const found = Math.max(1, Math.round(readingGrade(area.value)));
      texts.push(t("reading-grade", { found, grade: targetGrade }));
    }
    counter.textContent = texts.join(" ");
  };
  area.addEventListener("input", update);
  area.after(counter);
  update();
  return update;
}

/**
 * Adds a button that shows counts to hand in. They contain nothing that the reader wrote.
 *
 * @param {HTMLElement} container
 * @param {HTMLElement} sheet
 */
function addSummary(container, sheet) {
  const area = make("textarea", { id: "_summary", rows: "6", readonly: "", spellcheck: "false" });
  const label = make("label", { for: area.id }, t("counts"));
  const save = button(t("counts-save"), () => {
    download(`${sheet.dataset.tool}-${today()}.txt`, "text/plain", `${area.value}\n`);
  });
  const count = () => {
    area.value = sheetSummary(sheet).join("\n");
  };
  sheet.addEventListener("input", count);
  const start = button(t("counts-show"), () => {
    count();
    container.replaceChildren(label, area, save, start);
    area.focus();
  });
  container.append(start);
}

customElements.define("fill-in", FillIn);
