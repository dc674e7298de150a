// @ts-check
// Everything that is wrong, those of the open file first, each with its remedy.

import { fixName } from "./editor.mjs";
import { button, made } from "./elements.mjs";

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
    const entry = made("li", "", `problem problem--${problem.level}`);
    const where = `${problem.path}, line ${problem.line}`;
    entry.append(
      button(where, () => this.#events.onGo(problem.path, problem), "problem__where"),
      made("p", problem.what),
      made("p", problem.remedy),
    );
    const { fix, add } = problem;
    if (add) entry.append(made("pre", add));
    if (fix) entry.append(button(fixName(fix), () => this.#events.onFix(problem.path, fix)));
    return entry;
  }
}
