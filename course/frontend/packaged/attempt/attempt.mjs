// @ts-check
// One sitting with a package: what is saved, and what of it the learning system, the device and
// other windows are told. The pages inside read and write through it (storage/backend.mjs).

import { asText, isObject, parseObject, propertyOf } from "../storage/storage.mjs";
import { mergeStore } from "../transfer/merge.mjs";
import { decode, encode, isNewer, nothing, STORES } from "./suspend-data.mjs";

/** @typedef {import("./contents.mjs").Contents} Contents */
/** @typedef {import("./device.mjs").Device} Device */
/** @typedef {import("./lms.mjs").Lms} Lms */
/** @typedef {import("./suspend-data.mjs").Saved} Saved */
/** @typedef {import("./suspend-data.mjs").Store} Store */
/** @typedef {import("../storage/storage.mjs").Entries} Entries */
/**
 * @typedef {"none" | "unsaved" | "saved" | "done" | "review" | "newer"} State with the learning
 *   system: `none` is there, it did not confirm, it has all, it also knows that everything is
 *   finished, it only shows the course again, or it keeps what a later version has written
 */
/** @typedef {Partial<Record<Store, string[]>>} Gone the names of entries that were removed */

/** @type {readonly string[]} what the learning system keeps, and so every device has */
const OF_SYSTEM = [...STORES, "renames", "view", "colors"];
/** @type {readonly string[]} what stays on the device */
const OF_DEVICE = ["lines", "name", "notes", "number"];
const UNSAVED = "unsaved";
const SAVE_AFTER_MS = 300;
const RETRY_AFTER_MS = 30_000;

export class Attempt {
  /** @type {Map<string, string>} as storage/backend.mjs reads and writes them */
  #texts = new Map();
  #unknown = nothing().unknown;
  #contents;
  #lms;
  /** @type {Device} */
  #device;
  #clock;
  #isKept;
  #isTold;
  /** @type {State} */
  #state = "none";
  #place;
  #timer = 0;
  /** @type {(state: State) => void} is called with the first state, and when it has changed */
  onState = () => {};
  /** @type {(gone: Gone) => void} is called when something was written here, with what is gone */
  onWrite = () => {};
  /** @type {(key: string) => void} is called when something was removed here */
  onRemove = () => {};

  /**
   * @param {Contents} contents
   * @param {Lms | null} lms that has begun; null if there is none
   * @param {Device} device
   * @param {{ms: number}} clock
   */
  constructor(contents, lms, device, clock) {
    this.#contents = contents;
    this.#lms = lms;
    this.#device = device;
    this.#clock = clock;
    this.#isKept = device.isAvailable;
    this.#place = lms?.read("place") ?? "";
    this.#isTold = lms?.isForCredit ?? false;
    this.#texts.set("jobs", asText("jobs", { [contents.role]: contents.roleTitle }));
    this.#readSystem(lms?.read("suspend") ?? "");
    for (const key of OF_DEVICE) {
      const text = device.read(key);
      if (text !== null) this.#texts.set(key, text);
    }
    // What the learning system did not confirm last time.
    const unsaved = device.read(UNSAVED);
    const saved = unsaved === null ? null : decode(unsaved, contents);
    if (saved) {
      const places = this.read("places");
      this.merge(saved.entries);
      // It may have earlier ids than what the system has: then all must follow again.
      if (saved.renames !== (this.read("renames") ?? "")) this.#texts.delete("renames");
      this.#follow(places, this.read("places"));
    }
  }

  get state() {
    return this.#state;
  }

  /** Where the reader stopped, as `module/step`. Empty if nothing was begun. */
  get place() {
    const [module = "", step = ""] = this.#place.split("/");
    const places = this.#entries("places")[module];
    const place = isObject(places) ? places[this.#contents.role] : null;
    return isObject(place) ? `${module}/${place.step ?? step}` : "";
  }

  /** Begins: the learning system hears that somebody is here. */
  begin() {
    if (this.#lms && this.#isTold) {
      this.save();
      return;
    }
    if (this.#lms && this.#state !== "newer") this.#state = "review";
    this.onState(this.#state);
  }

  /** @param {string} key */
  read(key) {
    return this.#texts.get(key) ?? null;
  }

  /**
   * @param {string} key
   * @param {string} text
   */
  write(key, text) {
    if (OF_DEVICE.includes(key) && this.#isKept) this.#device.write(key, text);
    if (key === "places") this.#follow(this.read("places"), text);
    const earlier = this.read(key);
    this.#texts.set(key, text);
    if (!OF_SYSTEM.includes(key)) return;
    this.#schedule();
    const store = STORES.find((it) => it === key);
    this.onWrite(store ? { [store]: goneFrom(store, earlier, text) } : {});
  }

  /**
   * Removes entries that another window has removed, such as when the reader starts over there.
   *
   * @param {Gone} gone
   */
  drop(gone) {
    for (const store of STORES) {
      const entries = Object.entries(this.#entries(store));
      const others = entries.filter(([name]) => !gone[store]?.includes(name));
      if (others.length === entries.length) continue;
      this.#texts.set(store, asText(store, Object.fromEntries(others)));
      this.#schedule();
    }
  }

  /** @param {string} key */
  remove(key) {
    this.forget(key);
    this.onRemove(key);
  }

  /**
   * Removes what another window has removed.
   *
   * @param {string} key
   */
  forget(key) {
    if (!this.#texts.delete(key)) return;
    this.#device.remove(key);
    if (OF_SYSTEM.includes(key)) this.#schedule();
  }

  /** Whether what only the device keeps is gone when this window is closed. */
  isSessionOnly() {
    return !this.#isKept;
  }

  /** What is saved for the learning system, to tell another window. */
  get entries() {
    return this.#saved().entries;
  }

  /**
   * Takes in what another window, or an earlier sitting, has saved. True if that changed anything.
   *
   * @param {Record<Store, Entries>} entries
   */
  merge(entries) {
    const changed = STORES.filter((store) => {
      const mine = this.#entries(store);
      const merged = mergeStore(store, mine, isObject(entries[store]) ? entries[store] : {});
      if (sameEntries(mine, merged)) return false;
      this.#texts.set(store, asText(store, merged));
      return true;
    });
    if (changed.length) this.#schedule();
    return changed.length > 0;
  }

  /** Tells the learning system everything, now. */
  save() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (!this.#lms || !this.#isTold) return;
    const isDone = this.#isDone() || this.#lms.isDone;
    const status = isDone ? "completed" : "incomplete";
    const isSaved = this.#lms.save(
      {
        suspend: encode(this.#saved(), this.#contents),
        place: this.#place.slice(0, 255),
        progress: String(this.#progress()),
        // With any other, systems would forget everything, even after a crash.
        exit: "suspend",
        status,
      },
      this.#contents.hasScore ? this.#score() : null,
      this.#clock.ms,
    );
    if (isSaved) this.#device.remove(UNSAVED);
    else this.#schedule(RETRY_AFTER_MS);
    this.#setState(!isSaved ? "unsaved" : isDone ? "done" : "saved");
  }

  /** @param {string} text what the learning system has kept */
  #readSystem(text) {
    if (!text) return;
    const saved = decode(text, this.#contents);
    if (!saved) {
      if (!isNewer(text)) return; // another course's, which this one takes the place of
      this.#isTold = false;
      this.#state = "newer";
      return;
    }
    this.#unknown = saved.unknown;
    for (const store of STORES) {
      if (Object.keys(saved.entries[store]).length) {
        this.#texts.set(store, asText(store, saved.entries[store]));
      }
    }
    for (const key of /** @type {const} */ (["renames", "view", "colors"])) {
      if (saved[key]) this.#texts.set(key, saved[key]);
    }
  }

  /** @returns {Saved} */
  #saved() {
    const [modules, answers, places] = STORES.map((store) => this.#entries(store));
    return {
      entries: { modules, answers, places },
      unknown: this.#unknown,
      renames: this.read("renames") ?? "",
      view: this.read("view") ?? "",
      colors: this.read("colors") ?? "",
    };
  }

  /** @param {Store} store */
  #entries(store) {
    return entriesIn(store, this.read(store));
  }

  /** @param {number} ms */
  #schedule(ms = SAVE_AFTER_MS) {
    if (!this.#isTold) return;
    if (this.#isKept) this.#keepUnsaved();
    if (this.#timer && ms !== SAVE_AFTER_MS) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), ms);
  }

  #keepUnsaved() {
    try {
      this.#device.write(UNSAVED, encode(this.#saved(), this.#contents));
    } catch {
      // The device is full. The learning system may still save it.
    }
  }

  /**
   * Where the reader is: in the module whose place was written last.
   *
   * @param {string | null} earlier the places before that
   * @param {string | null} text the places as they are now
   */
  #follow(earlier, text) {
    const [before, after] = [earlier, text].map((it) => entriesIn("places", it));
    const { role } = this.#contents;
    for (const [module, roles] of Object.entries(after)) {
      const place = isObject(roles) ? roles[role] : null;
      if (!isObject(place) || JSON.stringify(roles) === JSON.stringify(before[module])) continue;
      this.#place = `${module}/${place.step}`;
    }
  }

  #isDone() {
    const done = this.#entries("modules");
    return this.#contents.modules.every(({ id, isOptional }) => isOptional || this.#isIn(done[id]));
  }

  /** How much is finished, as a share from 0 to 1 in hundredths. */
  #progress() {
    const done = this.#entries("modules");
    const needed = this.#contents.modules.filter(({ isOptional }) => !isOptional);
    const finished = needed.filter(({ id }) => this.#isIn(done[id]));
    const [part, all] = [finished, needed].map((list) =>
      list.reduce((sum, { minutes }) => sum + minutes, 0),
    );
    return all ? Math.round((part / all) * 100) / 100 : 1;
  }

  /** The share of all questions that were answered right, on whichever try. */
  #score() {
    const answers = this.#entries("answers");
    const questions = this.#contents.modules
      .filter(({ isOptional }) => !isOptional)
      .flatMap((module) => module.questions);
    const right = questions.filter((question) => {
      const attempt = answers[question];
      return isObject(attempt) && ["first", "later"].includes(String(attempt.outcome));
    });
    return questions.length ? right.length / questions.length : 1;
  }

  /** @param {unknown} roles who has finished a module */
  #isIn(roles) {
    return isObject(roles) && isObject(roles[this.#contents.role]);
  }

  /** @param {State} state */
  #setState(state) {
    if (state === this.#state) return;
    this.#state = state;
    this.onState(state);
  }
}

/**
 * @param {Store} store
 * @param {string | null} text
 */
function entriesIn(store, text) {
  const { [propertyOf(store)]: entries } = parseObject(text ?? "{}");
  return isObject(entries) ? entries : {};
}

/**
 * The names of the entries that were removed. If there are new ones, they were only renamed.
 *
 * @param {Store} store
 * @param {string | null} earlier
 * @param {string} text
 */
function goneFrom(store, earlier, text) {
  const [before, after] = [earlier, text].map((it) => new Set(Object.keys(entriesIn(store, it))));
  if ([...after].some((name) => !before.has(name))) return [];
  return [...before].filter((name) => !after.has(name));
}

/**
 * @param {Entries} mine
 * @param {Entries} theirs
 */
function sameEntries(mine, theirs) {
  const inOrder = (/** @type {Entries} */ entries) =>
    JSON.stringify(Object.entries(entries).sort(([left], [right]) => (left < right ? -1 : 1)));
  return inOrder(mine) === inOrder(theirs);
}
