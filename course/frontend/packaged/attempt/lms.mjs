// @ts-check
// Finds the learning system and speaks to it. It may answer with errors, with nothing, or throw:
// nothing here throws, and what it did not confirm counts as not saved.

/** @typedef {(...values: string[]) => unknown} Call */
/** @typedef {Record<string, Call>} Api */
/**
 * @typedef {object} Dialect how one version of SCORM calls everything
 * @property {string} api the name of the object that a learning system offers
 * @property {Record<"start" | "get" | "set" | "commit" | "end" | "error", string>} calls
 * @property {Record<Field, string>} fields
 * @property {string[]} done the statuses of somebody who has finished
 * @property {(ms: number) => string} duration
 * @property {(score: number) => [name: string, value: string][]} score of a share from 0 to 1
 */
/** @typedef {"suspend" | "place" | "status" | "exit" | "time" | "learner" | "mode" | "progress"} Field */

/** How far away a learning system may be. SCORM 1.2 asks for seven, some systems need more. */
const MOST_WINDOWS = 50;

export class Lms {
  /** @type {Api | null} */
  #api = null;
  /** @type {Dialect} */
  #dialect;
  /** What it has confirmed, by its own names. @type {Map<string, string>} */
  #confirmed = new Map();

  /** @param {Dialect} dialect */
  constructor(dialect) {
    this.#dialect = dialect;
  }

  /**
   * Finds the learning system and begins. False if there is none, or if it refuses. To be called
   * until it succeeds, and never again: some systems would forget what they have not saved yet.
   */
  start() {
    this.#api = findApi(window, this.#dialect.api);
    if (!this.#api) return false;
    const { start, get } = this.#dialect.calls;
    if (isYes(this.#call(start, ""))) return true;
    // It may have begun already, such as before this page was loaded again.
    const learner = this.#call(get, this.#dialect.fields.learner);
    if (typeof learner === "string" && learner !== "") return true;
    this.#api = null;
    return false;
  }

  /** @param {Field} field */
  read(field) {
    const name = this.#dialect.fields[field];
    const value = name ? this.#call(this.#dialect.calls.get, name) : "";
    // Some systems keep what they are told in files where a space comes around it.
    return value === null || value === undefined ? "" : String(value).trim();
  }

  /** Whether the reader is here to do the course, and not only to look at it again. */
  get isForCredit() {
    return !["browse", "review"].includes(this.read("mode"));
  }

  get isDone() {
    return this.#dialect.done.includes(this.read("status"));
  }

  /**
   * Tells the learning system what has changed. False if it does not confirm all of it.
   *
   * @param {Partial<Record<Field, string>>} values
   * @param {number | null} score a share from 0 to 1
   * @param {number} ms how long the page has been in sight
   */
  save(values, score, ms) {
    if (!this.#api) return false;
    const { fields, calls, duration } = this.#dialect;
    const named = Object.entries(values).flatMap(([field, value]) => {
      const name = fields[/** @type {Field} */ (field)];
      // Nothing is empty once it was set, and some systems refuse what is.
      return name && value ? [/** @type {[string, string]} */ ([name, value])] : [];
    });
    if (score !== null) named.push(...this.#dialect.score(score));
    const changed = named.filter(([name, value]) => this.#confirmed.get(name) !== value);
    if (!changed.length) return true;
    changed.push([fields.time, duration(ms)]);
    const isSet = changed.map(([name, value]) => this.#isConfirmed(calls.set, name, value));
    // Offline, some systems say that they have saved.
    if (!this.#isConfirmed(calls.commit, "") || !navigator.onLine) return false;
    changed.forEach(([name, value], index) => {
      if (isSet[index]) this.#confirmed.set(name, value);
    });
    // Some systems cut off what is too long for them, and say nothing.
    const isWhole = values.suspend === undefined || this.read("suspend") === values.suspend;
    if (!isWhole) this.#confirmed.delete(fields.suspend);
    return isWhole && isSet.every(Boolean);
  }

  /**
   * Says that the reader has left.
   *
   * @param {number} ms as for `save`
   */
  end(ms) {
    const { fields, calls, duration } = this.#dialect;
    this.#call(calls.set, fields.time, duration(ms));
    this.#call(calls.commit, "");
    this.#call(calls.end, "");
    this.#api = null;
  }

  /**
   * @param {string} name
   * @param {...string} values
   */
  #isConfirmed(name, ...values) {
    // Some systems answer with nothing or with "false", although there was no error.
    return (
      isYes(this.#call(name, ...values)) || String(this.#call(this.#dialect.calls.error)) === "0"
    );
  }

  /**
   * @param {string} name
   * @param {...string} values
   */
  #call(name, ...values) {
    try {
      return this.#api?.[name](...values);
    } catch {
      return undefined;
    }
  }
}

/** @param {unknown} answer */
function isYes(answer) {
  return ["true", "1"].includes(String(answer));
}

/**
 * The object that a learning system offers: in a window around this one, or around the one that
 * opened this one.
 *
 * @param {Window} start
 * @param {string} name
 * @returns {Api | null}
 */
function findApi(start, name) {
  for (const first of [start, openerOf(start), openerOf(topOf(start))]) {
    let around = first;
    for (let count = 0; around && count < MOST_WINDOWS; count++) {
      const api = apiIn(around, name);
      if (api) return api;
      if (around.parent === around) break;
      around = around.parent;
    }
  }
  return null;
}

/**
 * @param {Window} owner
 * @param {string} name
 * @returns {Api | null}
 */
function apiIn(owner, name) {
  try {
    const api = /** @type {Record<string, any>} */ (/** @type {unknown} */ (owner))[name];
    return api && typeof api === "object" ? api : null;
  } catch {
    return null; // a window of another site
  }
}

/** @param {Window} from */
function topOf(from) {
  return from.top ?? from;
}

/**
 * @param {Window} from
 * @returns {Window | null}
 */
function openerOf(from) {
  try {
    return from.opener;
  } catch {
    return null;
  }
}
