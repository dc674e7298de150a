// @ts-check
// The files that were changed, what they are as published, and what the generator must still be told.

import { Drafts } from "./drafts.mjs";

/** @typedef {import("./drafts.mjs").DraftsByPath} DraftsByPath */
/** @typedef {import("./drafts.mjs").Draft} Draft */
/** @typedef {import("./drafts.mjs").Written} Written */
/** @typedef {Draft & {conflicts: string[], isWhole: boolean}} Restored */
/** @typedef {Record<string, string | null>} Texts by the paths of files; null for one that is not there */

export class ChangedFiles {
  #kept = new Drafts();
  #onKept;
  #isKept = true;
  /** @type {Texts} of files that were opened or changed */
  #published = {};
  /** @type {Texts} */
  #untold = {};
  /** @type {Written[]} what is in a form and not in the text yet */
  #writing = [];
  /** @type {Promise<void>} until what was noted last is kept */
  #keeping = Promise.resolve();
  /** @type {DraftsByPath} */
  drafts = {};

  /** @param {(isKept: boolean) => void} onKept whether the browser keeps what is written, once that changes */
  constructor(onKept) {
    this.#onKept = onKept;
  }

  /** Whether something would be lost with the page. */
  get isAtRisk() {
    return !this.#isKept && this.paths.length > 0;
  }

  /** What was changed here before. */
  async earlier() {
    return this.#kept.all();
  }

  get paths() {
    return Object.keys(this.drafts);
  }

  /**
   * Remembers what a file is as published, if nothing is known of it.
   *
   * @param {string} path
   * @param {string | null} text
   */
  meet(path, text) {
    if (!(path in this.#published)) this.#published[path] = text;
  }

  /** @param {string} path of a file that is known */
  draft(path) {
    const base = this.#published[path];
    return this.drafts[path] ?? { base, text: base };
  }

  /**
   * The drafts of files that get other texts.
   *
   * @param {Record<string, string>} texts
   * @param {(path: string) => Promise<string> | null} read a file as it is now; null for a new one
   */
  async withTexts(texts, read) {
    /** @type {DraftsByPath} */
    const drafts = {};
    for (const [path, text] of Object.entries(texts)) {
      if (!(path in this.#published)) this.#published[path] = await read(path);
      drafts[path] = { ...this.draft(path), text };
    }
    return drafts;
  }

  /**
   * Takes drafts as the generator has put them into the course. Says what the files were before, what
   * they are now, and what somebody else changed, too.
   *
   * @param {Record<string, Restored>} found
   */
  take(found) {
    /** @type {DraftsByPath} */
    const before = {};
    /** @type {Texts} */
    const after = {};
    /** @type {string[]} */
    const conflicts = [];
    for (const [path, { text, base, conflicts: places, isWhole }] of Object.entries(found)) {
      this.meet(path, base);
      before[path] = this.draft(path);
      after[path] = text;
      this.#put(path, { base, text });
      if (places.length) conflicts.push(`${path}: ${places.join(", ")}`);
      if (!isWhole) conflicts.push(`${path}: all of it`);
    }
    return { before, after, conflicts };
  }

  /**
   * Remembers what a file is now, here and for the next visit.
   *
   * @param {string} path of a file that is known
   * @param {string | null} text
   */
  note(path, text) {
    this.#put(path, { base: this.#published[path], text });
    this.#untold[path] = text;
    this.#keeping = this.#isKept
      ? this.#try(() => this.#kept.keepOne(path, this.drafts[path]))
      : this.keep();
  }

  /**
   * Remembers what is written in a form, until it is in the text and kept there.
   *
   * @param {Written[]} values
   */
  async write(values) {
    const isLess = values.length < this.#writing.length;
    this.#writing = values;
    if (isLess) await this.#keeping;
    if (this.#writing === values) this.#kept.keepWriting(values);
  }

  /**
   * Puts into the texts what was in a form when the page was left.
   *
   * @param {(name: string, ...others: unknown[]) => Promise<any>} ask
   */
  async fillIn(ask) {
    this.#writing = this.#kept.writing();
    for (const { path, location, value } of this.#writing) {
      if (!(path in this.drafts)) this.meet(path, await ask("text", path));
      const { text } = this.draft(path);
      // What no longer fits into a newer course is left out.
      const found = text ? await ask("fill", path, text, location, value).catch(() => ({})) : {};
      if (found.text !== undefined) this.note(path, found.text);
    }
    await this.write([]);
  }

  get isAllTold() {
    return !Object.keys(this.#untold).length;
  }

  /** What the generator has not been told yet. It counts as told then. */
  takeUntold() {
    const untold = this.#untold;
    this.#untold = {};
    return untold;
  }

  /** Keeps all of it for the next visit. */
  async keep() {
    await this.#try(async () => {
      await this.#kept.keep(this.drafts);
      this.#tell(true);
    });
  }

  /**
   * Keeps something. If the browser refuses, because it is full or may keep nothing, readers must know.
   *
   * @param {() => Promise<void>} keep
   */
  async #try(keep) {
    try {
      await keep();
    } catch {
      this.#tell(false);
    }
  }

  /** @param {boolean} isKept */
  #tell(isKept) {
    if (isKept === this.#isKept) return;
    this.#isKept = isKept;
    this.#onKept(isKept);
  }

  /** From now on, keeps all of it at once when the page is left, and asks before that if it cannot. */
  watchLeaving() {
    addEventListener("pagehide", () => this.#kept.keepNow(this.drafts));
    addEventListener("beforeunload", (event) => {
      if (this.isAtRisk) event.preventDefault();
    });
  }

  async wipe() {
    await this.#try(() => this.#kept.wipe());
  }

  /**
   * @param {string} path
   * @param {Draft} draft
   */
  #put(path, { base, text }) {
    this.#published[path] = base;
    if (text === base) delete this.drafts[path];
    else this.drafts[path] = { base, text };
  }
}
