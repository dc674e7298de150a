// @ts-check
// The last step that changed several files at once, such as drafts from a file, which one tap undoes.

/** @typedef {import("./drafts.mjs").DraftsByPath} DraftsByPath */
/**
 * @typedef {object} Events
 * @property {(path: string) => string | null | undefined} textOf what a file is now
 * @property {(drafts: DraftsByPath) => Promise<unknown>} onUndo puts these in the place of what is there
 */

export class LastStep {
  #button;
  #events;
  #name = "";
  /** @type {DraftsByPath} */
  #before = {};
  /** @type {Record<string, string | null>} */
  #after = {};

  /**
   * @param {HTMLElement} button
   * @param {HTMLElement} status says what was undone
   * @param {Events} events
   */
  constructor(button, status, events) {
    this.#button = button;
    this.#events = events;
    button.addEventListener("click", async () => {
      status.textContent = await this.undo();
    });
  }

  /** What can be undone, in a few words. Empty if nothing can. */
  get name() {
    return this.#untouched.length ? this.#name : "";
  }

  /**
   * Remembers a step, in the place of the one before.
   *
   * @param {string} name
   * @param {DraftsByPath} before what the files were, also those that were as published
   * @param {Record<string, string | null>} after what the step made of them
   */
  keep(name, before, after) {
    this.#name = name;
    this.#before = before;
    this.#after = after;
    this.show();
  }

  forget() {
    this.keep("", {}, {});
  }

  /** Offers it while at least one of the files is as the step left it. */
  show() {
    this.#button.hidden = !this.name;
    this.#button.textContent = `Undo: ${this.name}`;
  }

  /** Undoes it. Returns what to say: a file that was changed since then stays as it is. */
  async undo() {
    const paths = this.#untouched;
    const kept = Object.keys(this.#after).filter((path) => !paths.includes(path));
    const drafts = Object.fromEntries(paths.map((path) => [path, this.#before[path]]));
    const name = this.#name;
    this.forget();
    await this.#events.onUndo(drafts);
    const rest = kept.length
      ? ` You have changed these since, so they stay: ${kept.join(", ")}.`
      : "";
    return `Undone: ${name}.${rest}`;
  }

  get #untouched() {
    const paths = Object.keys(this.#after);
    return paths.filter((path) => this.#events.textOf(path) === this.#after[path]);
  }
}
