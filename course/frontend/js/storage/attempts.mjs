// @ts-check
// The reader's last attempt at each question: how it went and at which revision, never the answer.
// The key is "module/question", so a question that two roles share is answered once.

import { isDate, today } from "../base/dates.mjs";
import { STEPS, stepAfter } from "./schedule.mjs";
import { isObject, readEntries, writeEntries } from "./storage.mjs";

/** @typedef {"first" | "later" | "looked"} Outcome right on the first try, right later, not yet right */
/** @typedef {import("./schedule.mjs").Scheduled & {outcome: Outcome, revision: number}} Attempt */
/** @typedef {import("./storage.mjs").StorageProblem} StorageProblem */

/** @type {unknown[]} from worst to best */
export const OUTCOMES = ["looked", "later", "first"];

export class Attempts {
  /** @type {StorageProblem | null} to show to the reader */
  problem = null;
  /** @type {Set<string>} days and questions tried on this page: the first try of a day counts */
  #triedHere = new Set();

  /**
   * The last attempt at a question.
   *
   * @param {string} question
   * @returns {Attempt | null}
   */
  get(question) {
    return attemptOrNull(this.#read()?.[question]);
  }

  /**
   * Saves that a question was tried today, if the browser can. Returns how it went so far.
   *
   * @param {string} question
   * @param {number} revision
   * @param {boolean} isCorrect
   */
  record(question, revision, isCorrect) {
    // Read again: another tab may have saved something since this page was opened.
    const questions = this.#read();
    const saved = attemptOrNull(questions?.[question]);
    const previous = saved?.revision === revision ? saved : null;
    const outcome = outcomeAfter(previous?.outcome, isCorrect);
    if (!questions || (saved && saved.revision > revision)) return outcome;
    const on = today();
    const visit = `${on} ${question}`;
    const step = this.#triedHere.has(visit) ? previous?.step : stepAfter(previous, isCorrect);
    this.#triedHere.add(visit);
    questions[question] = { outcome, revision, on, ...(step && { step }) };
    if (!writeEntries("answers", questions)) this.problem = "not-saved";
    return outcome;
  }

  #read() {
    const { entries, problem } = readEntries("answers");
    if (problem) this.problem = problem;
    return entries;
  }
}

/**
 * @param {unknown} value
 * @returns {value is Attempt}
 */
export function isAttempt(value) {
  return (
    isObject(value) &&
    OUTCOMES.includes(value.outcome) &&
    Number.isSafeInteger(value.revision) &&
    (value.on === undefined || isDate(value.on)) && // saved before dates were
    (value.step === undefined || STEPS.includes(value.step))
  );
}

/**
 * Once right stays right, so that readers may explore the other answers.
 *
 * @param {Outcome | undefined} previous
 * @param {boolean} isCorrect
 * @returns {Outcome}
 */
function outcomeAfter(previous, isCorrect) {
  if (previous === "first" || previous === "later") return previous;
  if (!isCorrect) return "looked";
  return previous ? "later" : "first";
}

/** @param {unknown} value */
function attemptOrNull(value) {
  return isAttempt(value) ? value : null;
}

export const attempts = new Attempts();
