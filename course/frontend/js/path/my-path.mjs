// @ts-check
// <my-path>: the reader's progress on the page of a role's path.

import { make, pageRole, query, queryAll } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { formatDate } from "../base/off-modules.mjs";
import { fetchPath } from "../base/role-paths.mjs";
import { allCompletions, progressProblem } from "../storage/progress.mjs";
import { savedRoles } from "../storage/saved-roles.mjs";
import { readEntries } from "../storage/storage.mjs";
import { isChanged, positionOn } from "./next-step.mjs";
import { offerPractice, showPosition } from "./resume.mjs";

/** @typedef {import("../base/role-paths.mjs").Stop} Stop */
/** @typedef {import("../storage/progress.mjs").Completions} Completions */

class MyPath extends HTMLElement {
  #role = pageRole();

  connectedCallback() {
    this.#render();
    window.addEventListener("storagemodechange", () => this.#render());
    // A browser may restore the page as it was before the reader went on, or deleted everything.
    window.addEventListener("pageshow", ({ persisted }) => persisted && this.#restore());
    navigator.serviceWorker?.addEventListener("message", ({ data }) => {
      if (!data.includes(this.#role)) return;
      query(document, ".path").after(make("p", {}, t("offline-saved")));
    });
  }

  #restore() {
    // The first line or answer may have been made meanwhile: then the page loads what shows it.
    for (const store of /** @type {const} */ (["lines", "answers"])) {
      if (!Object.keys(readEntries(store).entries ?? {}).length) continue;
      document.documentElement.classList.add(`has-${store}`);
    }
    if (document.querySelector(".has-lines")) import("./my-lines.mjs").catch(() => {});
    this.#render();
  }

  #render() {
    const items = queryAll(document, ".path__module");
    const stops = items.map((item) => ({
      id: item.dataset.module ?? "",
      title: query(item, ".path__link").textContent ?? "",
      minutes: Number(item.dataset.minutes),
      revision: Number(item.dataset.revision),
    }));
    this.replaceChildren();
    showPosition(this, this.#role, stops);
    this.#offerPractice();
    const completions = allCompletions();
    const problem = progressProblem();
    if (problem) this.append(make("p", { class: "storage-notice" }, t(problem)));
    const { next } = positionOn(this.#role, stops);
    items.forEach((item, index) => {
      const stop = stops[index];
      mark(item, this.#role, stop, completions.get(stop.id) ?? {}, stop === next);
    });
  }

  async #offerPractice() {
    const { classList } = document.documentElement;
    if (!classList.contains("has-answers") && !classList.contains("has-lines")) return;
    try {
      const path = await fetchPath(this.#role);
      if (path) offerPractice(this, this.#role, path);
    } catch {
      // Offline. The next step is shown anyway.
    }
  }
}

/**
 * Marks a module on the path as done, as next, or as neither.
 *
 * @param {HTMLElement} item
 * @param {string} role
 * @param {Stop} stop
 * @param {Completions} completions
 * @param {boolean} isNext
 */
function mark(item, role, stop, completions, isNext) {
  for (const state of queryAll(item, ".path__state, .path__next")) state.remove();
  const own = completions[role];
  item.classList.toggle("is-done", own !== undefined && !isChanged(stop, own));
  item.classList.toggle("is-next", isNext);
  const facts = query(item, ".path__facts");
  if (isNext) facts.append(make("span", { class: "path__next" }, t("resume-next")));
  const state = stateOf(role, stop, completions);
  if (state) facts.append(make("span", { class: "path__state" }, state));
}

/**
 * @param {string} role
 * @param {Stop} stop
 * @param {Completions} completions
 */
function stateOf(role, stop, { [role]: own, ...others }) {
  if (own) {
    const day = formatDate(own.on);
    return t(isChanged(stop, own) ? "module-changed" : "module-finished", { day });
  }
  const title = Object.entries(savedRoles()).find(([name]) => Object.hasOwn(others, name))?.[1];
  return title === undefined ? "" : t("module-finished-as", { job: title });
}

customElements.define("my-path", MyPath);
