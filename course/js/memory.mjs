// @ts-check
// What the browser keeps of a question: how it went and in which revision, never the answer.
// A question is known by "module/question", so what two jobs share is done once.

import { stepAfter } from "./come-back.mjs";
import { isDay, today } from "./days.mjs";
import { isObject, readThings, writeThings } from "./store.mjs";

/** @typedef {"first" | "later" | "looked"} Outcome right at once, right later, looked at */
/** @typedef {import("./come-back.mjs").Tried & {outcome: Outcome, revision: number}} Kept */
/** @typedef {import("./store.mjs").Trouble} Trouble */

/** From the least to the most. */
export const OUTCOMES = ["looked", "later", "first"];

export class Memory {
  /** @type {Trouble | null} what a reader should know about the store */
  trouble = null;
  /** @type {Map<string, number>} the steps of what was tried on this page: the first try counts */
  #steps = new Map();

  /**
   * What is kept of a question.
   *
   * @param {string} question
   * @returns {Kept | null}
   */
  recall(question) {
    return soundOf(this.#read()?.[question]);
  }

  /**
   * Keeps how a question has gone today.
   *
   * @param {string} question
   * @param {Outcome} outcome all in all
   * @param {number} revision
   * @param {boolean} isRight this time
   */
  remember(question, outcome, revision, isRight) {
    // Read anew, so that another tab's answers are not lost.
    const questions = this.#read();
    if (!questions) return;
    const before = soundOf(questions[question]);
    const isSame = before?.revision === revision;
    const step = this.#steps.get(question) ?? stepAfter(isSame ? before : null, isRight);
    this.#steps.set(question, step);
    questions[question] = { outcome, revision, on: today(), ...(step && { step }) };
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
    (value.on === undefined || isDay(value.on)) && // what was kept before days were
    (value.step === undefined || Number.isInteger(value.step))
  );
}

/** @param {unknown} value */
function soundOf(value) {
  return isKept(value) ? value : null;
}

export const memory = new Memory();
