// @ts-check
// <my-record>: the modules that a reader has finished, to print or hand in. The reader's name and
// number are saved only on request, each by itself.

import { today } from "../base/dates.mjs";
import { button, make } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { download } from "../base/off-modules.mjs";
import { SITE } from "../base/site-url.mjs";
import { allCompletions } from "../storage/progress.mjs";
import { isTitle } from "../storage/saved-roles.mjs";
import { readEntries } from "../storage/storage.mjs";
import { personFields } from "./record-person.mjs";
import { recordRows } from "./record-rows.mjs";
import { recordSheet } from "./record-sheet.mjs";
import { recordTable } from "./record-table.mjs";
import { startOverPart } from "./start-over.mjs";

/** @typedef {import("./record-table.mjs").Head} Head */

class MyRecord extends HTMLElement {
  connectedCallback() {
    this.#render();
    // A browser may restore the page as it was before the reader went on, or deleted everything.
    window.addEventListener("pageshow", ({ persisted }) => persisted && this.#render());
  }

  /** @param {string} [said] what has just been done */
  async #render(said = "") {
    const finished = [...allCompletions()].filter(([, it]) => Object.keys(it).length);
    const { rows, isComplete } = await recordRows(finished);
    const status = make("p", { role: "status", tabindex: "-1" }, said);
    const problem = isComplete
      ? []
      : [make("p", { class: "storage-notice" }, t("record-load-error"))];
    if (!rows.length) {
      const none = isComplete ? [make("p", {}, t("record-empty"))] : problem;
      this.replaceChildren(...(said ? [status] : []), ...none);
    } else {
      const head = this.#head();
      const fields = personFields((person) => sheet.setPerson(person));
      const sheet = recordSheet(head, rows);
      sheet.setPerson(fields.person());
      this.replaceChildren(
        ...fields.parts,
        ...problem,
        sheet.element,
        button(t("record-print"), () => window.print()),
        make("p", { class: "record__hint" }, t("record-pdf")),
        button(t("record-csv"), () => {
          const table = recordTable(fields.person(), head, rows);
          download(`record-${today()}.csv`, "text/csv", table);
        }),
        startOverPart(rows, finished, (text) => this.#render(text)),
        status,
      );
    }
    if (said) status.focus();
  }

  /** @returns {Head} */
  #head() {
    const { course = "", version = "", district = "", address } = this.dataset;
    // In a site that districts share, the reader's own, as in district/saved-district.mjs.
    const [id, name] =
      Object.entries(readEntries("districts").entries ?? {}).find(
        ([key, title]) => /^[a-z0-9-]+$/.test(key) && isTitle(title),
      ) ?? [];
    return {
      course,
      version,
      district: id ? String(name) : district.trim(),
      // A package says where the course has its site, if that is known.
      address: address?.trim() ?? new URL(id ? `d/${id}/` : "", SITE).href,
      madeOn: today(),
    };
  }
}

customElements.define("my-record", MyRecord);
