// @ts-check
// <fill-in>: the sheet of a tool. What is written is kept on the device, field by field; where a
// child is written about, it is kept nowhere, and gone with the page.

import { csv } from "./csv.mjs";
import { today } from "./days.mjs";
import { all, make, one, plainText } from "./elements.mjs";
import { button, download } from "./hand.mjs";
import { keepIn, keepNote, noteAt, sayWhere } from "./private-note.mjs";
import { countWords, readingGrade } from "./reading-grade.mjs";
import { isPassing } from "./store.mjs";
import { word } from "./words.mjs";

const TICKED = "x";

class FillIn extends HTMLElement {
  #fields = fieldsIn(this);
  #isAboutAChild = this.hasAttribute("data-about-a-child");
  #hint = make("p", { class: "private-note__note" });
  #status = make("p", { role: "status" });

  connectedCallback() {
    if (this.contains(this.#hint)) return;
    this.prepend(this.#hint);
    if (this.#isAboutAChild) this.#forget();
    else this.#keep();
    for (const area of areasIn(this.#fields)) countIn(area);
    for (const place of all(this, "[data-summary]")) sumUpIn(place, this);
    this.append(this.#doing(), this.#status);
    this.#printWhole();
  }

  #keep() {
    sayWhere(this.#hint, true);
    for (const field of this.#fields) {
      const place = `tools/${this.dataset.tool}--${field.dataset.field}`;
      if (field instanceof HTMLTextAreaElement) keepIn(field, place, this.#hint);
      else keepTick(field, place, this.#hint);
    }
  }

  #forget() {
    this.#hint.textContent = word("never-kept");
    const warn = (/** @type {BeforeUnloadEvent} */ event) => event.preventDefault();
    this.addEventListener("input", () => addEventListener("beforeunload", warn));
    this.addEventListener("safe", () => removeEventListener("beforeunload", warn));
    addEventListener("pagehide", () => this.#empty());
    // What a browser has put back into the fields was another's, or is to be gone.
    this.#empty();
  }

  #empty() {
    this.#fields.forEach(empty);
    this.dispatchEvent(new Event("safe"));
  }

  #doing() {
    const name = `${this.dataset.tool}-${today()}`;
    const isSafe = () => this.dispatchEvent(new Event("safe"));
    const print = button(word("record-print"), () => {
      window.print();
      isSafe();
    });
    const save = button(word("save-text"), () => {
      download(`${name}.txt`, "text/plain", asText(this));
      this.#status.textContent = word("saved-file", { start: name });
      isSafe();
    });
    const tables = all(this, "table");
    const sheet = button(word("record-csv"), () => {
      // Excel reads a file as UTF-8 only if it begins with this mark.
      download(`${name}.csv`, "text/csv", `\ufeff${csv(tables.flatMap(rowsOf))}`);
      this.#status.textContent = word("saved-file", { start: name });
    });
    const place = make("div");
    const offer = () => place.replaceChildren(button(word("start-over"), () => this.#ask(place, offer)));
    offer();
    return make("div", { class: "doing" }, print, save, ...(tables.length ? [sheet] : []), place);
  }

  /**
   * Asks before all is emptied.
   *
   * @param {HTMLElement} place
   * @param {() => void} offer
   */
  #ask(place, offer) {
    const done = (/** @type {string} */ said) => {
      offer();
      one(place, "button").focus();
      this.#status.textContent = said;
    };
    const yes = button(word("start-over-yes"), () => {
      for (const field of this.#fields) {
        empty(field);
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      this.dispatchEvent(new Event("safe"));
      done(word("emptied"));
    });
    const no = button(word("delete-no"), () => done(""));
    place.replaceChildren(make("p", {}, word("start-over-sure")), yes, no);
    no.focus();
  }

  /** On paper a field would show only what fits into it. */
  #printWhole() {
    /** @type {HTMLElement[]} */
    let written = [];
    addEventListener("beforeprint", () => {
      written = areasIn(this.#fields).map((area) => {
        const text = make("div", { class: "written" }, area.value);
        text.style.setProperty("--lines", area.getAttribute("rows") ?? "1");
        area.after(text);
        return text;
      });
    });
    addEventListener("afterprint", () => {
      for (const text of written) text.remove();
    });
  }
}

/** @typedef {HTMLTextAreaElement | HTMLInputElement} Field */

/**
 * @param {Element} place
 * @returns {Field[]}
 */
function fieldsIn(place) {
  return all(place, "[data-field]").filter(
    (field) => field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement,
  );
}

/** @param {Field} field */
function empty(field) {
  if (field instanceof HTMLTextAreaElement) field.value = "";
  else field.checked = false;
}

/** @param {Field[]} fields */
function areasIn(fields) {
  return fields.filter((field) => field instanceof HTMLTextAreaElement);
}

/**
 * @param {HTMLInputElement} box
 * @param {string} place
 * @param {HTMLElement} hint
 */
function keepTick(box, place, hint) {
  const takeKept = () => {
    box.checked = noteAt(place) !== "";
  };
  takeKept();
  // To choose one answer is to leave another, which says nothing.
  (box.closest("fieldset") ?? box).addEventListener("input", () => {
    const text = box.checked ? TICKED : "";
    if (noteAt(place) !== text) sayWhere(hint, keepNote(place, text));
  });
  addEventListener("storage", takeKept);
  addEventListener("pageshow", () => {
    if (!isPassing()) takeKept();
  });
  addEventListener("pagehide", () => {
    if (isPassing()) box.checked = false;
  });
}

/**
 * Says beneath a field how long it has become, where that matters.
 *
 * @param {HTMLTextAreaElement} area
 */
function countIn(area) {
  const { mostWords, readingGrade: grade } = area.dataset;
  if (!mostWords && !grade) return;
  const count = make("p", { id: `${area.id}--count`, class: "private-note__note" });
  const about = area.getAttribute("aria-describedby");
  area.setAttribute("aria-describedby", about ? `${about} ${count.id}` : count.id);
  const tell = () => {
    const words = countWords(area.value);
    const told = mostWords ? [word("words-of", { words, most: mostWords })] : [];
    if (grade && words) {
      const found = Math.max(1, Math.round(readingGrade(area.value)));
      told.push(word("grade-of", { found, grade }));
    }
    count.textContent = told.join(" ");
  };
  area.addEventListener("input", tell);
  area.after(count);
  tell();
}

/**
 * Offers counts to hand in: nothing of what somebody wrote, and nothing unless it is asked for.
 *
 * @param {HTMLElement} place
 * @param {HTMLElement} sheet
 */
function sumUpIn(place, sheet) {
  const area = make("textarea", { id: "_summary", rows: "6", readonly: "", spellcheck: "false" });
  const label = make("label", { for: area.id }, word("counts"));
  const save = button(word("counts-save"), () => {
    download(`${sheet.dataset.tool}-${today()}.txt`, "text/plain", `${area.value}\n`);
  });
  const start = button(word("counts-show"), () => {
    area.value = countsOf(sheet).join("\n");
    place.replaceChildren(label, area, save, start);
    area.focus();
  });
  place.append(start);
}

/** @param {HTMLElement} sheet */
function countsOf(sheet) {
  const chosen = (/** @type {HTMLElement} */ place) =>
    fieldsIn(place).filter((field) => field instanceof HTMLInputElement && field.checked);
  const asked = all(sheet, "[data-asks]");
  const answered = asked.filter((it) => chosen(it).length);
  const fitting = answered.filter((it) => chosen(it).every((box) => "fits" in box.dataset));
  const others = all(sheet, ".part--ask fieldset:not([data-asks])").map((it) => {
    const said = chosen(it).map((box) => plainText(one(box.parentElement ?? it, "span")));
    return `${titleOf(it)}: ${said.join("") || "–"}`;
  });
  const ticked = all(sheet, ".part--tick").map((it) => `${titleOf(it)}: ${chosen(it).length}`);
  const [right, answers, total] = [fitting.length, answered.length, asked.length];
  const fit = word("counts-fit", { fitting: right, answered: answers, total });
  return [...(total ? [fit] : []), ...others, ...ticked];
}

/**
 * All that stands on the sheet, with what was written, for a file.
 *
 * @param {HTMLElement} sheet
 */
function asText(sheet) {
  const title = one(document, "h1").textContent ?? "";
  const parts = all(sheet, ".part").map((part) => [titleOf(part), ...linesOf(part)].join("\n"));
  return `${[`${title}\n${today()}`, ...parts].join("\n\n\n")}\n`;
}

/** @param {Element} part */
function titleOf(part) {
  return plainText(one(part, "h2"));
}

/**
 * @param {HTMLElement} part
 * @returns {string[]}
 */
function linesOf(part) {
  if (part.matches(".part--table")) {
    const [[, ...columns], ...rows] = rowsOf(one(part, "table"));
    return rows.map(([name, ...cells]) => {
      return [name, ...cells.map((text, at) => `  ${columns[at]}: ${text}`)].join("\n");
    });
  }
  if (part.matches(".part--tick, .part--ask")) {
    return fieldsIn(part).map((box) => {
      const isTicked = box instanceof HTMLInputElement && box.checked;
      return `[${isTicked ? TICKED : " "}] ${plainText(one(box.parentElement ?? part, "span"))}`;
    });
  }
  const [area] = areasIn(fieldsIn(part));
  if (area) return [area.value];
  const blocks = all(part, "p, li").filter((block) => !block.querySelector("p"));
  return blocks.map((block) => plainText(block));
}

/**
 * The rows of a table with what was written: first the titles, then each with its name before it.
 *
 * @param {HTMLElement} table
 */
function rowsOf(table) {
  const columns = ["", ...all(table, "thead th").map(plainText)];
  const rows = all(table, "tbody tr").map((row) => {
    const name = all(row, "th").map(plainText).join("");
    return [name, ...areasIn(fieldsIn(row)).map((area) => area.value)];
  });
  return [columns, ...rows];
}

customElements.define("fill-in", FillIn);
