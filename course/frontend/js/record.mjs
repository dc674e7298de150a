// @ts-check
// <my-record>: what was read here, to print or to hand in. The name that is typed is kept nowhere,
// unless the reader asks for it.

import { csv } from "./csv.mjs";
import { today } from "./days.mjs";
import { make } from "./elements.mjs";
import { button, download } from "./hand.mjs";
import { dropText, readText } from "./keeping.mjs";
import { pathsOf } from "./paths.mjs";
import { allReads } from "./progress.mjs";
import { write } from "./store.mjs";
import { inWords } from "./told-days.mjs";
import { word } from "./words.mjs";

/** @typedef {{title: string, jobs: string[], minutes: number, on: string}} Line of a record */

class MyRecord extends HTMLElement {
  async connectedCallback() {
    const { lines, isWhole } = await linesOf([...allReads()]);
    const trouble = isWhole ? [] : [make("p", { class: "memory-notice" }, word("record-trouble"))];
    if (!lines.length) {
      this.replaceChildren(...(isWhole ? [make("p", {}, word("record-empty"))] : trouble));
      return;
    }
    const name = make("input", {
      id: "_name",
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      "aria-describedby": "_name--note",
    });
    name.value = readText("name");
    const keep = make("input", { type: "checkbox", autocomplete: "off" });
    keep.checked = name.value !== "";
    const status = make("p", { class: "record__note", role: "status" });
    const keepOrDrop = () => {
      if (!keep.checked) dropText("name");
      const isKept = !keep.checked || write("name", name.value);
      status.textContent = isKept ? "" : word("not-kept");
    };
    for (const field of [name, keep]) field.addEventListener("input", keepOrDrop);
    const { course = "", version = "" } = this.dataset;
    const total = lines.reduce((sum, line) => sum + line.minutes, 0);
    this.replaceChildren(
      make("p", { class: "record__name" }, make("label", { for: "_name" }, word("record-name")), name),
      make("p", { class: "record__note", id: "_name--note" }, word("record-name-note")),
      make("label", { class: "box" }, keep, word("record-name-keep")),
      status,
      make("p", {}, word("record-of", { course, version })),
      ...trouble,
      tableOf(lines),
      make("p", {}, word("record-sum", { count: lines.length, minutes: total })),
      make("p", {}, word("record-day", { day: inWords(today()) })),
      button(word("record-print"), () => window.print()),
      button(word("record-csv"), () => {
        download(`record-${today()}.csv`, "text/csv", asCsv(name.value, { course, version }, lines));
      }),
    );
  }
}

/**
 * A line for each module that was read and is still there, whether as one job or as several; and
 * whether all of it has loaded.
 *
 * @param {[module: string, reads: import("./progress.mjs").Reads][]} all
 * @returns {Promise<{lines: Line[], isWhole: boolean}>}
 */
async function linesOf(all) {
  const jobs = [...new Set(all.flatMap(([, reads]) => Object.keys(reads)))];
  const { paths, isWhole } = await pathsOf(jobs);
  const lines = all.flatMap(([module, reads]) => {
    const found = Object.entries(reads).flatMap(([job, { on }]) => {
      const path = paths.get(job);
      const stop = path?.stops.find(({ id }) => id === module);
      return path && stop ? [{ stop, job: path.title, on }] : [];
    });
    if (!found.length) return [];
    return {
      title: found[0].stop.title,
      jobs: found.map(({ job }) => job),
      // What two jobs share was read once.
      minutes: Math.max(...found.map(({ stop }) => stop.minutes)),
      on: found.map(({ on }) => on).sort().at(-1) ?? "",
    };
  });
  return { lines, isWhole };
}

/** @param {Line[]} lines */
function tableOf(lines) {
  const head = [
    word("record-modules"),
    word("record-jobs"),
    word("record-minutes"),
    word("record-days"),
  ].map((title) => make("th", { scope: "col" }, title));
  const rows = lines.map(({ title, jobs, minutes, on }) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, title),
      ...[jobs.join(", "), String(minutes), inWords(on)].map((text) => make("td", {}, text)),
    ),
  );
  return make(
    "table",
    { class: "record" },
    make("thead", {}, make("tr", {}, ...head)),
    make("tbody", {}, ...rows),
  );
}

/**
 * What a spreadsheet shows of a record.
 *
 * @param {string} name
 * @param {{course: string, version: string}} course
 * @param {Line[]} lines
 */
function asCsv(name, { course, version }, lines) {
  const head = ["name", "course", "version", "module", "jobs", "minutes", "date"];
  const rows = lines.map(({ title, jobs, minutes, on }) => [
    name,
    course,
    version,
    title,
    jobs.join(", "),
    String(minutes),
    on,
  ]);
  return csv([head, ...rows]);
}

customElements.define("my-record", MyRecord);
