// @ts-check
// Whose record it is: a name, and for districts that ask for it, a number. Each is saved only if
// its own box is checked.

import { make } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { saveText } from "../storage/storage.mjs";
import { deleteText, readText } from "../transfer/modes.mjs";

/** @typedef {import("./record-table.mjs").Person} Person */

/**
 * The fields, with what was saved.
 *
 * @param {(person: Person) => void} onInput
 */
export function personFields(onInput) {
  const [savedFirst, savedLast] = savedName();
  const first = field("_first-name", t("record-first-name"), savedFirst);
  const last = field("_last-name", t("record-last-name"), savedLast);
  const number = field("_number", t("record-number"), readText("number"));
  const status = make("p", { class: "record__hint", role: "status" });
  const keepName = box(t("record-name-save"), savedFirst !== "" || savedLast !== "");
  const keepNumber = box(t("record-number-save"), number.input.value !== "");
  const person = () => ({
    first: first.input.value.trim(),
    last: last.input.value.trim(),
    number: number.input.value.trim(),
  });
  const saveAll = () => {
    const it = person();
    const isSaved = [
      keep("name", keepName.input.checked && it.first + it.last ? `${it.first}\n${it.last}` : ""),
      keep("number", keepNumber.input.checked ? it.number : ""),
    ].every(Boolean);
    status.textContent = isSaved ? "" : t("not-saved");
    onInput(it);
  };
  for (const { input } of [first, last, number, keepName, keepNumber]) {
    input.addEventListener("input", saveAll);
  }
  const asked = make(
    "details",
    { class: "record__number" },
    make("summary", {}, t("record-number-ask")),
    number.element,
    keepNumber.element,
  );
  asked.open = number.input.value !== "";
  const names = make("div", { class: "record__names" }, first.element, last.element);
  const hint = make("p", { class: "record__hint" }, t("record-name-hint"));
  return { person, parts: [names, hint, keepName.element, asked, status] };
}

/** The first and the last name. They were once saved as one, whose last word is the last name. */
function savedName() {
  const text = readText("name");
  if (text.includes("\n")) return text.split("\n", 2);
  const [, first, last] = text.match(/^(.*?)\s*(\S*)$/) ?? ["", "", ""];
  return first ? [first, last] : [last, ""];
}

/**
 * @param {string} id
 * @param {string} name
 * @param {string} value
 */
function field(id, name, value) {
  const input = make("input", { id, type: "text", autocomplete: "off", spellcheck: "false" });
  input.value = value;
  const label = make("label", { for: id }, name);
  return { input, element: make("p", { class: "record__name" }, label, input) };
}

/**
 * @param {string} name
 * @param {boolean} isChecked
 */
function box(name, isChecked) {
  const input = make("input", { type: "checkbox", autocomplete: "off" });
  input.checked = isChecked;
  return { input, element: make("label", { class: "box" }, input, name) };
}

/**
 * Saves a text, or without one, that there is none. False if the browser cannot.
 *
 * @param {"name" | "number"} key
 * @param {string} text
 */
function keep(key, text) {
  if (text) return saveText(key, text);
  deleteText(key);
  return true;
}
