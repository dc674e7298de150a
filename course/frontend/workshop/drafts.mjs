// @ts-check
// Keeps what was changed in this browser, until it is wiped. Nothing else can read it.

import { clear, createStore, del, delMany, entries, keys, set, setMany } from "idb-keyval";

/**
 * @typedef {object} Draft
 * @property {string | null} base the text as it was published when it was first changed; null for a
 *   new file
 * @property {string | null} text null if the file was deleted
 */
/** @typedef {Record<string, Draft>} DraftsByPath */

/** @typedef {import("./forms.mjs").Written} Written */

/** What a file of drafts says that it is. */
const FORMAT = "whole-staff-drafts-1";

export class Drafts {
  /** Two sites on one host keep their drafts apart. */
  #name = `workshop ${location.pathname}`;
  #ofForm = `${this.#name} form`;
  /** @type {ReturnType<typeof createStore> | null} null if the browser refuses it */
  #store = null;
  /** Tells this start of the workshop from those before and after. */
  #start = crypto.randomUUID();

  /**
   * What was kept, to be asked for once.
   *
   * @returns {Promise<DraftsByPath>}
   */
  async all() {
    const left = this.#leftHere();
    this.#sayStart();
    try {
      const store = createStore(this.#name, "drafts");
      const kept = Object.fromEntries(await entries(store));
      this.#store = store;
      return left ?? kept;
    } catch {
      return left ?? {}; // what cannot be read stays: nothing will be kept in its place
    }
  }

  /**
   * What was there when the page was left in this tab.
   *
   * @returns {DraftsByPath | null}
   */
  #leftHere() {
    try {
      const { start, drafts } = JSON.parse(sessionStorage.getItem(this.#name) ?? "{}");
      sessionStorage.removeItem(this.#name);
      // If another tab has been used since then, only the store has what was written there.
      return start === localStorage.getItem(this.#name) ? (drafts ?? null) : null;
    } catch {
      return null; // the store has it, too
    }
  }

  #sayStart() {
    try {
      localStorage.setItem(this.#name, this.#start);
    } catch {
      // Then only the store has what is written now.
    }
  }

  /** Throws if the browser refuses to keep anything. */
  get #opened() {
    if (!this.#store) throw new Error("This browser keeps nothing.");
    return this.#store;
  }

  /**
   * Keeps these drafts at once for the next start in this tab, while the page is being left: the store
   * may not be quick enough.
   *
   * @param {DraftsByPath} drafts
   */
  keepNow(drafts) {
    try {
      sessionStorage.setItem(this.#name, JSON.stringify({ start: this.#start, drafts }));
    } catch {
      // More than fits there: the store has all but the last second.
    }
  }

  /**
   * Keeps at once what is written in a form and not in the text yet.
   *
   * @param {Written[]} values
   */
  keepWriting(values) {
    try {
      if (values.length) localStorage.setItem(this.#ofForm, JSON.stringify(values));
      else localStorage.removeItem(this.#ofForm);
    } catch {
      // Then it is kept as soon as it is in the text.
    }
  }

  /**
   * What was written in a form when the page was left, and is in no draft.
   *
   * @returns {Written[]}
   */
  writing() {
    try {
      return JSON.parse(localStorage.getItem(this.#ofForm) ?? "[]");
    } catch {
      return [];
    }
  }

  /**
   * Keeps one draft, or forgets it if the file is as it was. Throws if the browser refuses, as the
   * following do.
   *
   * @param {string} path
   * @param {Draft | undefined} draft
   */
  async keepOne(path, draft) {
    await (draft ? set(path, draft, this.#opened) : del(path, this.#opened));
  }

  /**
   * Keeps these drafts, and those only.
   *
   * @param {DraftsByPath} drafts
   */
  async keep(drafts) {
    const old = (await keys(this.#opened)).map(String).filter((path) => !(path in drafts));
    await delMany(old, this.#opened);
    await setMany(Object.entries(drafts), this.#opened);
  }

  async wipe() {
    await clear(this.#opened);
  }
}

/** @param {DraftsByPath} drafts */
export function asFile(drafts) {
  return JSON.stringify({ format: FORMAT, drafts }, null, 1);
}

/**
 * The drafts in a file that was taken along. Throws if it is not such a file.
 *
 * @param {string} content
 * @returns {DraftsByPath}
 */
export function fromFile(content) {
  let data;
  try {
    data = JSON.parse(content);
  } catch {
    throw new Error("This is not a file of drafts from the workshop.");
  }
  if (data?.format !== FORMAT) throw new Error("This is not a file of drafts from the workshop.");
  const isText = (/** @type {unknown} */ text) => text === null || typeof text === "string";
  const found = Object.entries(data.drafts ?? {}).filter(
    ([path, draft]) => isFile(path) && isText(draft?.base) && isText(draft?.text),
  );
  return Object.fromEntries(found);
}

/** @param {string} path */
function isFile(path) {
  return /^([a-z0-9-]+\/)*[a-z0-9-]+\.yml$/.test(path);
}
