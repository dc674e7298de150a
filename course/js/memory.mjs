// @ts-check
// What the browser keeps of a question: how it went and in which revision, never the answer.
// A question is known by "module/question", so what two jobs share is done once.

import { read, write } from "./store.mjs";

/** @typedef {"first" | "later" | "looked"} Outcome right at once, right later, looked at */
/** @typedef {{outcome: Outcome, revision: number}} Kept */
/** @typedef {"not-kept" | "unreadable"} Trouble */

const FORMAT = 1;
const OUTCOMES = ["first", "later", "looked"];

export class Memory {
  /** @type {Trouble | null} what a reader should know about the store */
  trouble = null;

  /**
   * What is kept of a question.
   *
   * @param {string} question
   * @returns {Kept | null}
   */
  recall(question) {
    const kept = this.#read()?.[question];
    return isKept(kept) ? kept : null;
  }

  /**
   * Keeps how a question went.
   *
   * @param {string} question
   * @param {Kept} kept
   */
  remember(question, kept) {
    // Read anew, so that another tab's answers are not lost.
    const questions = this.#read();
    if (!questions) return;
    questions[question] = kept;
    try {
      write("answers", JSON.stringify({ format: FORMAT, questions }));
    } catch {
      this.trouble = "not-kept";
    }
  }

  /** @returns {Record<string, unknown> | null} null where nothing can or may be written */
  #read() {
    let text;
    try {
      text = read("answers");
    } catch {
      this.trouble = "not-kept";
      return null;
    }
    if (text === null) return {};
    const stored = parsed(text);
    if (isObject(stored) && Number(stored.format) > FORMAT) {
      // A later version of the course wrote this, and will read it again.
      this.trouble = "not-kept";
      return null;
    }
    if (isObject(stored) && stored.format === FORMAT && isObject(stored.questions)) {
      return stored.questions;
    }
    this.trouble = "unreadable";
    return {};
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @param {unknown} value
 * @returns {value is Kept}
 */
function isKept(value) {
  return (
    isObject(value) &&
    OUTCOMES.includes(String(value.outcome)) &&
    Number.isInteger(value.revision)
  );
}

export const memory = new Memory();
