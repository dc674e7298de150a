// @ts-check
// Everything that is wrong, those of the open file first, each with its remedy.

import { fixName } from "./editor.mjs";
import { button, made } from "./elements.mjs";

/** @typedef {import("./client.mjs").Problem} Problem */
/** @typedef {import("./client.mjs").Place} Place */
/**
 * @typedef {object} Events
 * @property {(path: string, place: Place) => void} onGo
 * @property {() => void} onBlank
 * @property {(path: string, fix: NonNullable<Problem["fix"]>) => void} onFix
 * @property {(edit: string, count: number) => void} onFixAll all that are mended by the same edit
 */

/** What comes first. */
const ORDER = ["error", "warning", "blank"];
/** How many are listed. The rest usually follow from them. */
const MOST = 100;

export class ProblemList {
  #list;
  #count;
  #events;
  #more = made("p");
  #nextBlank;

  /**
   * @param {HTMLElement} list
   * @param {HTMLElement} count
   * @param {Events} events
   */
  constructor(list, count, events) {
    this.#list = list;
    this.#count = count;
    this.#events = events;
    this.#nextBlank = button("Next blank", () => events.onBlank());
    this.#nextBlank.hidden = true;
    count.after(this.#nextBlank);
    list.after(this.#more);
  }

  /** Says that the rules are still running. */
  wait() {
    this.#count.textContent = "Looking …";
  }

  /**
   * @param {Problem[]} problems
   * @param {string} path of the file that is open
   */
  show(problems, path) {
    const rank = (/** @type {Problem} */ problem) =>
      ORDER.indexOf(problem.level) * 2 + Number(problem.path !== path);
    const inOrder = [...problems].sort((left, right) => rank(left) - rank(right));
    const shown = inOrder.slice(0, MOST);
    /** @type {Map<string, Problem[]>} */
    const alike = new Map();
    for (const problem of inOrder.filter((it) => it.alike))
      alike.set(problem.alike, [...(alike.get(problem.alike) ?? []), problem]);
    this.#count.textContent = counted(problems, path);
    this.#nextBlank.hidden = !problems.some(({ level }) => level === "blank");
    this.#more.textContent =
      inOrder.length > MOST ? `${inOrder.length - MOST} more are not listed here.` : "";
    this.#list.replaceChildren(
      ...shown.map((problem) => {
        const same = alike.get(problem.alike) ?? [];
        // The first one stands for all.
        return this.#entry(problem, same[0] === problem ? same.length : 1);
      }),
    );
  }

  /**
   * @param {Problem} problem
   * @param {number} count how many it offers to mend at once
   */
  #entry(problem, count) {
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
    if (count > 1) {
      const onTap = () => this.#events.onFixAll(problem.alike, count);
      entry.append(" ", button(`Change all ${count}`, onTap));
    }
    return entry;
  }
}

/**
 * How much is wrong, mistakes apart from remarks and blanks.
 *
 * @param {Problem[]} problems
 * @param {string} path of the file that is open
 */
function counted(problems, path) {
  if (!problems.length) return "Nothing is wrong.";
  const names = { error: "mistake", warning: "remark", blank: "blank" };
  const parts = Object.entries(names).flatMap(([level, name]) => {
    const count = problems.filter((problem) => problem.level === level).length;
    return count ? [`${count} ${name}${count === 1 ? "" : "s"}`] : [];
  });
  const here = problems.filter((problem) => problem.path === path).length;
  return `${parts.join(", ")}; ${here} in this file`;
}
