// @ts-check
// What the browser keeps of a question: how it went and in which revision, never the answer.
// A question is known by "module/question", so what two jobs share is done once.

import { isDay, today } from "./days.mjs";
import { isObject, readThings, writeThings } from "./store.mjs";

/** @typedef {"first" | "later" | "looked"} Outcome right at once, right later, looked at */
/** @typedef {{outcome: Outcome, revision: number, on?: string}} Kept `on`: the last try */
/** @typedef {import("./store.mjs").Trouble} Trouble */

/** From the least to the most. */
export const OUTCOMES = ["looked", "later", "first"];

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
   * Keeps how a question has gone today.
   *
   * @param {string} question
   * @param {Outcome} outcome
   * @param {number} revision
   */
  remember(question, outcome, revision) {
    // Read anew, so that another tab's answers are not lost.
    const questions = this.#read();
    if (!questions) return;
    questions[question] = { outcome, revision, on: today() };
    if (!writeThings("answers", questions)) this.trouble = "not-kept";
  }

  #read() {
    const { things, trouble } = readThings("answers");
    if (trouble) this.trouble = trouble;
    return things;
  }
}

/**
 * @param {unknown} value
 * @returns {value is Kept}
 */
export function isKept(value) {
  return (
    isObject(value) &&
    OUTCOMES.includes(String(value.outcome)) &&
    Number.isInteger(value.revision) &&
    (value.on === undefined || isDay(value.on)) // what was kept before days were
  );
}

export const memory = new Memory();
