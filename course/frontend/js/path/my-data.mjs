// @ts-check
// <my-data>: everything saved here; to move to another device, or to delete.

import { button, make } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { clearOffline } from "../offline/clear.mjs";
import { isLine } from "../storage/lines.mjs";
import { isSessionOnly } from "../storage/storage.mjs";
import { deleteAll } from "../transfer/modes.mjs";
import {
  decode,
  encode,
  fromFile,
  importSnapshot,
  saveAsFile,
  takeSnapshot,
} from "../transfer/snapshot.mjs";
import { CAN_LINK } from "./links.mjs";

/** @typedef {import("../transfer/merge.mjs").Snapshot} Snapshot */

const LINK_HASH = "#take=";

class MyData extends HTMLElement {
  #summary = make("p");
  #status = make("p", { role: "status" });
  #offer = make("div");

  connectedCallback() {
    this.replaceChildren(this.#offer, this.#summary, this.#status);
    this.append(make("h2", {}, t("transfer")), make("p", {}, t("transfer-why")));
    this.append(this.#exportFile());
    if (CAN_LINK) this.append(this.#exportLink());
    this.append(this.#importFile());
    this.append(make("h2", {}, t("delete")), this.#deleteButton());
    this.#showSummary();
    this.#offerLinkedData();
    window.addEventListener("hashchange", () => this.#offerLinkedData());
    for (const type of ["storage", "pageshow"]) {
      window.addEventListener(type, () => this.#showSummary());
    }
  }

  #showSummary() {
    const { questions, modules, lines, notes } = countEntries(takeSnapshot());
    const mode = isSessionOnly() ? [" ", t("session-only")] : [];
    this.#summary.replaceChildren(
      t("saved-summary", { questions, modules, lines, notes }),
      ...mode,
    );
  }

  #exportFile() {
    return button(t("save-file"), () => {
      this.#status.textContent = t("saved-file", { start: saveAsFile() });
    });
  }

  #exportLink() {
    const container = make("div");
    const withNotes = make("input", { type: "checkbox", autocomplete: "off" });
    const label = make("label", { class: "box" }, withNotes, t("link-with-notes"));
    // A link that was made before has what was chosen then.
    withNotes.addEventListener("input", () => container.replaceChildren());
    const start = button(t("make-link"), async () => {
      const snapshot = takeSnapshot();
      if (!withNotes.checked) Object.assign(snapshot, { notes: {}, lines: {} });
      const link = `${location.href.split("#")[0]}${LINK_HASH}${await encode(snapshot)}`;
      const hint = make("p", { id: "_link--hint" }, t("link-history"));
      const area = make("textarea", {
        id: "_link",
        rows: "3",
        readonly: "",
        spellcheck: "false",
        "aria-describedby": hint.id,
      });
      area.value = link;
      const copy = button(t("copy-link"), async () => {
        area.select();
        try {
          await navigator.clipboard.writeText(link);
          this.#status.textContent = t("link-copied");
        } catch {
          this.#status.textContent = t("link-selected");
        }
      });
      // The focus skips the hint on its way to this button.
      copy.setAttribute("aria-describedby", hint.id);
      container.replaceChildren(make("label", { for: "_link" }, t("link")), hint, area, copy);
      copy.focus();
    });
    return make("div", {}, label, start, container);
  }

  #importFile() {
    const field = make("input", { type: "file", id: "_file", accept: ".json,application/json" });
    field.addEventListener("change", async () => {
      const file = field.files?.[0];
      const snapshot = file && (await fromFile(file));
      field.value = "";
      if (snapshot !== undefined) this.#import(snapshot);
    });
    return make("p", {}, make("label", { for: "_file" }, t("import-file")), " ", field);
  }

  /** @param {Snapshot | null} snapshot */
  async #import(snapshot) {
    const isSaved = snapshot && importSnapshot(snapshot);
    if (document.querySelector("[data-renames]")) {
      // The other device may have an earlier version of the course. If this fails, the next page
      // does it.
      await import("../transfer/renames.mjs")
        .then(({ followRenames }) => followRenames())
        .catch(() => {});
    }
    this.#announce();
    this.#status.textContent = t(
      !snapshot ? "import-unreadable" : isSaved ? "imported" : "not-saved",
    );
  }

  /** Everything on the page shows what is saved now, as after a change in another tab. */
  #announce() {
    window.dispatchEvent(new Event("storage"));
  }

  async #offerLinkedData() {
    if (!location.hash.startsWith(LINK_HASH)) return;
    const snapshot = await decode(location.hash.slice(LINK_HASH.length));
    // Removed from the address, where it would stay visible and be offered again. The browser's
    // history may still hold it.
    history.replaceState(null, "", location.pathname);
    this.#status.textContent = "";
    if (!snapshot) {
      this.#status.textContent = t("import-unreadable");
      return;
    }
    const close = () => {
      this.#offer.replaceChildren();
      this.#showAndFocus(this.#status.textContent ?? "");
    };
    const accept = button(t("import"), async () => {
      await this.#import(snapshot);
      close();
    });
    const decline = button(t("import-decline"), close);
    const title = make("h2", { tabindex: "-1" }, t("link-title"));
    const { questions, modules, lines, notes } = countEntries(snapshot);
    const summary = make("p", {}, t("link-summary", { questions, modules, lines, notes }));
    this.#offer.replaceChildren(title, summary, accept, decline);
    title.focus();
  }

  /**
   * Shows a message and moves the focus to it.
   *
   * @param {string} text
   */
  #showAndFocus(text) {
    this.#status.textContent = text;
    this.#status.tabIndex = -1;
    this.#status.focus();
  }

  #deleteButton() {
    const container = make("div");
    const confirm = () => {
      const yes = button(t("delete-yes"), () => {
        deleteAll();
        clearOffline();
        this.#announce();
        reset();
        this.#showAndFocus(t("deleted"));
      });
      const no = button(t("delete-no"), () => reset());
      container.replaceChildren(make("p", {}, t("delete-confirm")), yes, no);
      no.focus();
    };
    const startButton = () => button(t("delete-all"), confirm);
    const reset = () => {
      const start = startButton();
      container.replaceChildren(start);
      start.focus();
    };
    container.append(startButton());
    return container;
  }
}

/** @param {Snapshot} snapshot */
function countEntries({ answers, modules, notes, lines }) {
  const count = (/** @type {object} */ entries) => Object.keys(entries).length;
  return {
    questions: count(answers),
    modules: count(modules),
    notes: count(notes),
    lines: Object.values(lines).filter(isLine).length,
  };
}

customElements.define("my-data", MyData);
