// @ts-check
// The content of a filled-in tool: as text, as the rows of its tables, and as counts.

import { today } from "../base/dates.mjs";
import { plainText, query, queryAll } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { CHECKED } from "./bind-check.mjs";

/** @typedef {HTMLTextAreaElement | HTMLInputElement} Field */

/**
 * @param {Element} root
 * @returns {Field[]}
 */
export function fieldsIn(root) {
  return queryAll(root, "[data-field]").filter(
    (field) => field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement,
  );
}

/** @param {Field[]} fields */
export function textAreasIn(fields) {
  return fields.filter((field) => field instanceof HTMLTextAreaElement);
}

/**
 * Counts of what was chosen, without anything that the reader wrote.
 *
 * @param {HTMLElement} sheet
 */
export function sheetSummary(sheet) {
  const questions = queryAll(sheet, "[data-asks]");
  const answered = questions.filter((question) => checkedIn(question).length);
  const fitting = answered.filter((question) =>
    checkedIn(question).every((box) => "fits" in box.dataset),
  );
  const opinions = queryAll(sheet, ".part--ask fieldset:not([data-asks])").map((fieldset) => {
    const labels = checkedIn(fieldset).map((box) => labelOf(box, fieldset));
    return `${titleOf(fieldset)}: ${labels.join("") || "–"}`;
  });
  const checklists = queryAll(sheet, ".part--tick").map(
    (part) => `${titleOf(part)}: ${checkedIn(part).length}`,
  );
  const counts = t("counts-fit", {
    fitting: fitting.length,
    answered: answered.length,
    total: questions.length,
  });
  return [...(questions.length ? [counts] : []), ...opinions, ...checklists];
}

/**
 * The whole sheet as text, with what the reader wrote.
 *
 * @param {HTMLElement} sheet
 */
export function sheetText(sheet) {
  const title = query(document, "h1").textContent ?? "";
  const parts = queryAll(sheet, ".part").map((part) =>
    [titleOf(part), ...partLines(part)].join("\n"),
  );
  return `${[`${title}\n${today()}`, ...parts].join("\n\n\n")}\n`;
}

/**
 * The rows of a table: the column titles first, then each row after its own title.
 *
 * @param {HTMLElement} table
 */
export function tableRows(table) {
  const columns = ["", ...queryAll(table, "thead th").map(plainText)];
  const rows = queryAll(table, "tbody tr").map((row) => {
    const title = queryAll(row, "th").map(plainText).join("");
    return [title, ...textAreasIn(fieldsIn(row)).map((area) => area.value)];
  });
  return [columns, ...rows];
}

/** @param {Element} root */
function checkedIn(root) {
  return fieldsIn(root).filter((field) => field instanceof HTMLInputElement && field.checked);
}

/**
 * @param {Field} box
 * @param {HTMLElement} part
 */
function labelOf(box, part) {
  return plainText(query(box.parentElement ?? part, "span"));
}

/** @param {Element} part */
function titleOf(part) {
  return plainText(query(part, "h2"));
}

/**
 * @param {HTMLElement} part
 * @returns {string[]}
 */
function partLines(part) {
  if (part.matches(".part--table")) {
    const [[, ...columns], ...rows] = tableRows(query(part, "table"));
    return rows.map(([title, ...cells]) =>
      [title, ...cells.map((text, index) => `  ${columns[index]}: ${text}`)].join("\n"),
    );
  }
  if (part.matches(".part--tick, .part--ask")) {
    return fieldsIn(part).map((box) => {
      const isChecked = box instanceof HTMLInputElement && box.checked;
      return `[${isChecked ? CHECKED : " "}] ${labelOf(box, part)}`;
    });
  }
  const [area] = textAreasIn(fieldsIn(part));
  if (area) return [area.value];
  const blocks = queryAll(part, "p, li").filter((block) => !block.querySelector("p"));
  return blocks.map(plainText);
}
