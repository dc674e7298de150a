// @ts-check
// The control of one value in a form.

import { made } from "./elements.mjs";

/**
 * @typedef {object} Field
 * @property {Location} location
 * @property {string} label
 * @property {string} about
 * @property {"line" | "text" | "choice" | "ids"} kind
 * @property {string} value
 * @property {{label: string, about: string}[]} options
 * @property {boolean} is_needed
 * @property {import("./pieces.mjs").Item | null} item
 */
/** @typedef {(string | number)[]} Location the keys and numbers that lead to something in a file */
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

/**
 * @param {Field} field
 * @returns {Control}
 */
export function controlFor(field) {
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
export function optionsOf({ options }) {
  return options.map(({ label, about }) => {
    const shown = about ? `${label}: ${about.slice(0, 80)}` : label;
    return new Option(shown, label);
  });
}

/** A place for what is wrong, which is read out when it is filled. */
export function problemLine() {
  const problem = made("p", "", "field__problem");
  problem.setAttribute("role", "alert");
  return problem;
}
