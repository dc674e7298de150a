// @ts-check
// <my-record>: the modules that a reader has finished, to print or hand in. The reader's name is
// saved only on request.

import { button } from "../base/controls.mjs";
import { csv } from "../base/csv.mjs";
import { today } from "../base/dates.mjs";
import { make } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { download, formatDate } from "../base/off-modules.mjs";
import { fetchPaths } from "../base/role-paths.mjs";
import { allCompletions } from "../storage/progress.mjs";
import { saveText } from "../storage/storage.mjs";
import { deleteText, readText } from "../transfer/modes.mjs";

/** @typedef {{title: string, roles: string[], minutes: number, on: string}} Row */

class MyRecord extends HTMLElement {
  async connectedCallback() {
    const { rows, isComplete } = await recordRows([...allCompletions()]);
    const problem = isComplete
      ? []
      : [make("p", { class: "storage-notice" }, t("record-load-error"))];
    if (!rows.length) {
      this.replaceChildren(...(isComplete ? [make("p", {}, t("record-empty"))] : problem));
      return;
    }
    const name = make("input", {
      id: "_name",
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      "aria-describedby": "_name--hint",
    });
    name.value = readText("name");
    const rememberName = make("input", { type: "checkbox", autocomplete: "off" });
    rememberName.checked = name.value !== "";
    const status = make("p", { class: "record__hint", role: "status" });
    const saveOrDelete = () => {
      if (!rememberName.checked) deleteText("name");
      const isSaved = !rememberName.checked || saveText("name", name.value);
      status.textContent = isSaved ? "" : t("not-saved");
    };
    for (const field of [name, rememberName]) field.addEventListener("input", saveOrDelete);
    const { course = "", version = "" } = this.dataset;
    const total = rows.reduce((sum, { minutes }) => sum + minutes, 0);
    const label = make("label", { for: "_name" }, t("record-name"));
    this.replaceChildren(
      make("p", { class: "record__name" }, label, name),
      make("p", { class: "record__hint", id: "_name--hint" }, t("record-name-hint")),
      make("label", { class: "box" }, rememberName, t("record-name-save")),
      status,
      make("p", {}, t("record-of", { course, version })),
      ...problem,
      recordTable(rows),
      make("p", {}, t("record-total", { count: rows.length, minutes: total })),
      make("p", {}, t("record-made-on", { day: formatDate(today()) })),
      button(t("record-print"), () => window.print()),
      button(t("record-csv"), () => {
        const text = recordCsv(name.value, { course, version }, rows);
        download(`record-${today()}.csv`, "text/csv", text);
      }),
    );
  }
}

/**
 * One row for each finished module that still exists, even if it was finished in several roles.
 * `isComplete` is false if some paths did not load.
 *
 * @param {[module: string, completions: import("../storage/progress.mjs").Completions][]} modules
 * @returns {Promise<{rows: Row[], isComplete: boolean}>}
 */
async function recordRows(modules) {
  const roles = [...new Set(modules.flatMap(([, completions]) => Object.keys(completions)))];
  const { paths, isComplete } = await fetchPaths(roles);
  const rows = modules.flatMap(([module, completions]) => {
    const finished = Object.entries(completions).flatMap(([role, { on }]) => {
      const path = paths.get(role);
      const stop = path?.stops.find(({ id }) => id === module);
      return path && stop ? [{ stop, role: path.title, on }] : [];
    });
    if (!finished.length) return [];
    return {
      title: finished[0].stop.title,
      roles: finished.map(({ role }) => role),
      // A module that roles share was read once.
      minutes: Math.max(...finished.map(({ stop }) => stop.minutes)),
      on:
        finished
          .map(({ on }) => on)
          .sort()
          .at(-1) ?? "",
    };
  });
  return { rows, isComplete };
}

/** @param {Row[]} rows */
function recordTable(rows) {
  const header = [t("record-module"), t("record-roles"), t("record-minutes"), t("record-date")].map(
    (title) => make("th", { scope: "col" }, title),
  );
  const body = rows.map(({ title, roles, minutes, on }) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, title),
      ...[roles.join(", "), String(minutes), formatDate(on)].map((text) => make("td", {}, text)),
    ),
  );
  return make(
    "table",
    { class: "record" },
    make("thead", {}, make("tr", {}, ...header)),
    make("tbody", {}, ...body),
  );
}

/**
 * @param {string} name
 * @param {{course: string, version: string}} course
 * @param {Row[]} rows
 */
function recordCsv(name, { course, version }, rows) {
  const header = ["name", "course", "version", "module", "jobs", "minutes", "date"];
  const lines = rows.map(({ title, roles, minutes, on }) => [
    name,
    course,
    version,
    title,
    roles.join(", "),
    String(minutes),
    on,
  ]);
  return csv([header, ...lines]);
}

customElements.define("my-record", MyRecord);
