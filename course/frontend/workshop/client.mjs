// @ts-check
// Asks the generator, which runs in a thread of its own. `course/workshop/bridge.py` answers.

/**
 * @typedef {object} Place
 * @property {number} line 1-based
 * @property {number} column 1-based
 */
/**
 * @typedef {object} Problem as `check --format json` prints it
 * @property {string} path
 * @property {number} line
 * @property {number} column
 * @property {string} what
 * @property {string} remedy
 * @property {"error" | "warning" | "blank"} level
 * @property {{start: Place, end: Place, text: string} | null} [fix] the edit that mends it
 * @property {string | null} [add] lines that could be added instead
 * @property {string} alike the same for all that are mended by the same edit; empty if none is
 */
/** @typedef {{path: string, title: string, group: string, mayChange: boolean}} File */
/** @typedef {{label: string, inserted: string, about: string}} Option */
/** @typedef {(step: number, text: string) => void} OnProgress */

export class Generator {
  #worker;
  #count = 0;
  /** @type {Map<number, {resolve: (answer: any) => void, reject: (reason: Error) => void}>} */
  #waiting = new Map();

  /** @param {OnProgress} onProgress called while it starts */
  constructor(onProgress) {
    this.#worker = new Worker("python.js", { type: "module" });
    /** @type {Promise<void>} */
    this.ready = new Promise((resolve, reject) => {
      this.#worker.addEventListener("message", ({ data }) => {
        if (data.ready) resolve();
        else if (data.failed) reject(new Error(data.failed));
        else if (data.step) onProgress(data.step, data.text);
        else this.#settle(data);
      });
      this.#worker.addEventListener("error", (event) => reject(new Error(event.message)));
    });
  }

  /**
   * Asks for something by the name of a method of `Answers`.
   *
   * @param {string} name
   * @param {...unknown} others
   * @returns {Promise<any>}
   */
  ask(name, ...others) {
    this.#count += 1;
    const id = this.#count;
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#worker.postMessage({ id, request: [name, ...others] });
    return answer;
  }

  /** @param {{id: number, answer?: string, error?: string}} message */
  #settle({ id, answer, error }) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (answer === undefined) waiting?.reject(new Error(error));
    else waiting?.resolve(JSON.parse(answer));
  }
}
