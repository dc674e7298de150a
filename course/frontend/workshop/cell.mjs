// @ts-check
// What the page that is shown rests on, and what it still needs for this job.

import { button, made } from "./elements.mjs";

/** @typedef {import("./client.mjs").Place} Place */
/**
 * @typedef {object} Facts as `course/page_facts.py` finds them
 * @property {{what: string, remedy: string, place: string}[]} here problems of this page
 * @property {string} cell how much of the module the job reads, and how much is its own
 * @property {string[]} missing
 * @property {{says: string, strength: string, address: string}[]} claims
 */
/**
 * @typedef {object} Events
 * @property {(name: string, ...others: unknown[]) => Promise<any>} ask
 * @property {(path: string, place: Place) => void} onGo
 * @property {(address: string, anchor: string) => void} onClaim
 */

export class Cell {
  #part;
  #inside;
  #events;
  #address = "";

  /**
   * @param {HTMLElement} part which readers open
   * @param {HTMLElement} inside
   * @param {Events} events
   */
  constructor(part, inside, events) {
    this.#part = /** @type {HTMLDetailsElement} */ (part);
    this.#inside = inside;
    this.#events = events;
    part.addEventListener("toggle", () => this.show(this.#address));
  }

  /** @param {string} address of the page that is shown */
  async show(address) {
    this.#address = address;
    if (!this.#part.open) return;
    /** @type {Facts | null} */
    const facts = await this.#events.ask("about", address);
    if (this.#address !== address || !facts) return;
    const { here, cell, missing, claims } = facts;
    const problems = here.map(({ what, remedy, place }) =>
      button(`${what} ${remedy}`, () => this.#go(place), "problem__where"),
    );
    const lacking = missing.map((text) => made("span", text));
    const evidence = claims.map(({ says, strength, address: there }) => {
      const [page, anchor] = there.split("#");
      const onTap = () => this.#events.onClaim(page, anchor);
      return button(`${strength}: ${says}`, onTap, "problem__where");
    });
    this.#inside.replaceChildren(
      made("p", cell),
      ...part("Problems of this page", problems, "None."),
      ...part("What is missing", lacking, "Nothing that a rule asks for."),
      ...part("What it rests on", evidence, "It cites no claim."),
    );
  }

  /** @param {string} place such as `modules/noticing.yml:12` */
  #go(place) {
    const [path, line] = place.split(":");
    this.#events.onGo(path, { line: Number(line), column: 1 });
  }
}

/**
 * @param {string} title
 * @param {HTMLElement[]} entries
 * @param {string} otherwise what it says if there are none
 */
function part(title, entries, otherwise) {
  if (!entries.length) return [made("h3", title), made("p", otherwise)];
  const list = made("ul");
  for (const entry of entries) {
    const item = made("li");
    item.append(entry);
    list.append(item);
  }
  return [made("h3", title), list];
}
