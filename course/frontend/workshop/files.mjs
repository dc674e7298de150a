// @ts-check
// The list of files, with marks at those that were changed or have problems.

import { button, made } from "./elements.mjs";

/** @typedef {import("./client.mjs").File} File */

const OPEN_GROUP = "Modules";

export class FileList {
  #host;
  #onOpen;
  /** Which files are listed, and where. */
  #places = "";

  /**
   * @param {HTMLElement} host
   * @param {HTMLInputElement} search
   * @param {(path: string) => void} onOpen
   */
  constructor(host, search, onOpen) {
    this.#host = host;
    this.#onOpen = onOpen;
    search.addEventListener("input", () => this.#filter(search.value));
  }

  /**
   * Shows the files. As long as they are the same ones, only their titles change: somebody may be
   * looking for one.
   *
   * @param {File[]} files
   */
  show(files) {
    const places = JSON.stringify(files.map(({ path, group }) => [path, group]));
    if (places !== this.#places) this.#list(files);
    this.#places = places;
    const titles = new Map(files.map(({ path, title }) => [path, title]));
    for (const title of this.#host.querySelectorAll(".files__title"))
      title.textContent = titles.get(title.closest("button")?.dataset.path ?? "") ?? "";
  }

  /** @param {File[]} files */
  #list(files) {
    const groups = new Map();
    for (const file of files) groups.set(file.group, [...(groups.get(file.group) ?? []), file]);
    this.#host.replaceChildren(...[...groups].map(([title, inside]) => this.#group(title, inside)));
  }

  /**
   * Marks files, and the one that is open.
   *
   * @param {string} open
   * @param {Set<string>} changed
   * @param {{path: string}[]} problems
   */
  mark(open, changed, problems) {
    const counts = new Map();
    for (const { path } of problems) counts.set(path, (counts.get(path) ?? 0) + 1);
    for (const button of this.#host.querySelectorAll("button")) {
      const path = button.dataset.path ?? "";
      if (path === open) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
      const marks = [];
      if (changed.has(path)) marks.push("changed");
      const count = counts.get(path);
      if (count) marks.push(count === 1 ? "1 problem" : `${count} problems`);
      const mark = button.querySelector(".files__mark");
      if (mark) mark.textContent = marks.join(", ");
    }
  }

  /**
   * @param {string} title
   * @param {File[]} files
   */
  #group(title, files) {
    const group = made("details");
    group.open = title === OPEN_GROUP;
    const list = made("ul");
    list.append(...files.map((file) => this.#entry(file)));
    group.append(made("summary", title), list);
    return group;
  }

  /** @param {File} file */
  #entry({ path, title }) {
    const entry = made("li");
    const opens = button("", () => this.#onOpen(path));
    opens.dataset.path = path;
    opens.append(
      made("span", title, "files__title"),
      made("span", path, "files__path"),
      made("span", "", "files__mark"),
    );
    entry.append(opens);
    return entry;
  }

  /** @param {string} words */
  #filter(words) {
    const sought = words.toLowerCase().split(/\s+/).filter(Boolean);
    for (const group of this.#host.querySelectorAll("details")) {
      let found = 0;
      for (const entry of group.querySelectorAll("li")) {
        const text = entry.textContent?.toLowerCase() ?? "";
        entry.hidden = !sought.every((word) => text.includes(word));
        if (!entry.hidden) found += 1;
      }
      group.hidden = !found;
      if (sought.length) group.open = true;
    }
  }
}
