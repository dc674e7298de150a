// @ts-check
// The sheet of a record of learning: who, what, how long, and lines to sign.

import { make } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { formatDate } from "../base/off-modules.mjs";
import { hours, totalMinutes } from "./record-rows.mjs";

/** @typedef {import("./record-rows.mjs").Row} Row */
/** @typedef {import("./record-table.mjs").Person} Person */

/**
 * @param {import("./record-table.mjs").Head} head
 * @param {Row[]} rows
 */
export function recordSheet({ course, version, district, address, madeOn }, rows) {
  const name = make("dd", { class: "record__blank" });
  const number = make("dd");
  const numberName = make("dt", {}, t("record-number"));
  const jobs = [...new Set(rows.flatMap(({ roles }) => roles.map(({ title }) => title)))];
  const minutes = totalMinutes(rows);
  const facts = [
    [t("record-jobs"), jobs.join(", ")],
    [t("record-district"), district],
    [t("record-course"), course],
    [t("record-version"), version],
    [t("record-address"), address],
    [t("record-made-on"), formatDate(madeOn)],
  ];
  const element = make(
    "div",
    { class: "record-sheet" },
    make(
      "dl",
      {},
      make("dt", {}, t("record-name")),
      name,
      numberName,
      number,
      ...facts
        .filter(([, text]) => text)
        .flatMap(([term, text]) => [make("dt", {}, term), make("dd", {}, text)]),
    ),
    table(rows, jobs.length > 1),
    make(
      "p",
      { class: "record__total" },
      t("record-total", { count: rows.length, minutes, hours: hours(minutes) }),
    ),
    ...(rows.some(({ isOld }) => isOld) ? [make("p", {}, t("record-old"))] : []),
    signing(t("record-self"), [t("record-signature"), t("record-day")]),
    signing(t("record-supervisor"), [t("record-name"), t("record-signature"), t("record-day")]),
  );
  return {
    element,
    /** @param {Person} person */
    setPerson(person) {
      name.textContent = `${person.first} ${person.last}`.trim();
      number.textContent = person.number;
      number.hidden = numberName.hidden = !person.number;
    },
  };
}

/**
 * @param {Row[]} rows
 * @param {boolean} hasJobs whether the jobs differ, so that each row says which
 */
function table(rows, hasJobs) {
  const titles = [
    t("record-module"),
    ...(hasJobs ? [t("record-roles")] : []),
    t("record-date"),
    t("record-minutes"),
  ];
  const body = rows.map(({ title, roles, minutes, on, isOld }) => {
    const cells = [
      ...(hasJobs ? [roles.map((role) => role.title).join(", ")] : []),
      formatDate(on),
      String(minutes),
    ];
    return make(
      "tr",
      {},
      make("th", { scope: "row" }, isOld ? `${title} *` : title),
      ...cells.map((text) => make("td", {}, text)),
    );
  });
  return make(
    "table",
    { class: "record__table" },
    make("thead", {}, make("tr", {}, ...titles.map((it) => make("th", { scope: "col" }, it)))),
    make("tbody", {}, ...body),
  );
}

/**
 * Lines to write on, below what is signed.
 *
 * @param {string} what
 * @param {string[]} lines
 */
function signing(what, lines) {
  return make(
    "div",
    { class: "record__sign" },
    make("p", {}, what),
    ...lines.map((line) => make("p", { class: "record__line" }, line)),
  );
}
