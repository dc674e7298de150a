// @ts-check
// Everything that is wrong, those of the open file first, each with its remedy.

import { fixName } from "./editor.mjs";

/** @typedef {import("./client.mjs").Problem} Problem */
/** @typedef {import("./client.mjs").Place} Place */
/**
 * @typedef {object} Events
 * @property {(path: string, place: Place) => void} onGo
 * @property {(path: string, fix: NonNullable<Problem["fix"]>) => void} onFix
 */

/** How many are listed. The rest usually follow from them. */
const MOST = 100;

export class ProblemList {
  #list;
  #count;
  #events;

  /**
   * @param {HTMLElement} list
   * @param {HTMLElement} count
   * @param {Events} events
   */
  constructor(list, count, events) {
    this.#list = list;
    this.#count = count;
    this.#events = events;
  }

  /**
   * @param {Problem[]} problems
   * @param {string} path of the file that is open
   */
  show(problems, path) {
    const here = problems.filter((problem) => problem.path === path);
    const elsewhere = problems.filter((problem) => problem.path !== path);
    const shown = [...here, ...elsewhere].slice(0, MOST);
    this.#count.textContent = problems.length
      ? `${problems.length} in all, ${here.length} in this file`
      : "Nothing is wrong.";
    this.#list.replaceChildren(...shown.map((problem) => this.#entry(problem)));
  }

  /** @param {Problem} problem */
  #entry(problem) {
    const entry = document.createElement("li");
    entry.className = `problem problem--${problem.level}`;
    const go = document.createElement("button");
    go.type = "button";
    go.className = "problem__where";
    go.textContent = `${problem.path}, line ${problem.line}`;
    go.addEventListener("click", () => this.#events.onGo(problem.path, problem));
    const what = document.createElement("p");
    what.textContent = problem.what;
    const remedy = document.createElement("p");
    remedy.textContent = problem.remedy;
    entry.append(go, what, remedy);
    const { fix } = problem;
    if (fix) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = fixName(fix);
      button.addEventListener("click", () => this.#events.onFix(problem.path, fix));
      entry.append(button);
    }
    return entry;
  }
}
