// @ts-check
// What the page that is shown rests on, and what it still needs for this job.

import { button, made } from "./elements.mjs";

/** @typedef {import("./client.mjs").Place} Place */
/**
 * @typedef {object} Found
 * @property {{id: string, says: string, strength: string, path: string, line: number}[]} claims
 * @property {{what: string, remedy: string, path: string, line: number}[]} missing
 */
/**
 * @typedef {object} Events
 * @property {(name: string, ...others: unknown[]) => Promise<any>} ask
 * @property {(path: string, place: Place) => void} onGo
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
    /** @type {Found} */
    const { claims, missing } = await this.#events.ask("cell", address);
    if (this.#address !== address) return;
    this.#inside.replaceChildren(
      titled("What is missing", missing.length ? "" : "Nothing that a rule asks for."),
      this.#list(missing.map((it) => ({ ...it, text: `${it.what} ${it.remedy}` }))),
      titled("What it rests on", claims.length ? "" : "It cites no claim."),
      this.#list(claims.map((it) => ({ ...it, text: `${it.strength}: ${it.says}` }))),
    );
  }

  /** @param {{text: string, path: string, line: number}[]} entries */
  #list(entries) {
    const list = made("ul");
    for (const { text, path, line } of entries) {
      const entry = made("li");
      const onTap = () => this.#events.onGo(path, { line, column: 1 });
      entry.append(button(text, onTap, "problem__where"));
      list.append(entry);
    }
    return list;
  }
}

/**
 * @param {string} title
 * @param {string} text
 */
function titled(title, text) {
  const part = made("div");
  part.append(made("h3", title), text);
  return part;
}
