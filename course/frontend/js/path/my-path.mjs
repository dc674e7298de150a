// @ts-check
// <my-path>: the reader's progress on the page of a role's path.

import { formatDate } from "../base/dates.mjs";
import { make, pageRole, query, queryAll } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { fetchPath } from "../base/role-paths.mjs";
import { allCompletions, progressProblem } from "../storage/progress.mjs";
import { savedRoles } from "../storage/saved-roles.mjs";
import { dueQuestions, isChanged, nextStep } from "./next-step.mjs";

/** @typedef {import("../base/role-paths.mjs").Stop} Stop */
/** @typedef {import("../storage/progress.mjs").Completions} Completions */

class MyPath extends HTMLElement {
  #role = pageRole();

  connectedCallback() {
    this.#render();
    window.addEventListener("storagemodechange", () => this.#render());
    navigator.serviceWorker?.addEventListener("message", ({ data }) => {
      if (!data.includes(this.#role)) return;
      query(document, ".path").after(make("p", {}, t("offline-saved")));
    });
  }

  #render() {
    for (const state of queryAll(document, ".path__state")) state.remove();
    const items = queryAll(document, ".path__module");
    const stops = items.map((item) => ({
      id: item.dataset.module ?? "",
      title: query(item, ".path__link").textContent ?? "",
      minutes: Number(item.dataset.minutes),
      revision: Number(item.dataset.revision),
    }));
    this.replaceChildren(nextStep(this.#role, stops));
    this.#showDueQuestions();
    const completions = allCompletions();
    const problem = progressProblem();
    if (problem) this.append(make("p", { class: "storage-notice" }, t(problem)));
    items.forEach((item, index) => {
      const stop = stops[index];
      const state = stateOf(this.#role, stop, completions.get(stop.id) ?? {});
      if (state) query(item, ".path__facts").append(make("span", { class: "path__state" }, state));
    });
  }

  async #showDueQuestions() {
    if (!document.documentElement.classList.contains("has-answers")) return;
    try {
      const path = await fetchPath(this.#role);
      if (path) this.append(...dueQuestions(this.#role, path));
    } catch {
      // Offline. The next step is shown anyway.
    }
  }
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
