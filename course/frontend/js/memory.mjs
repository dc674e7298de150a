// @ts-check
// What the browser keeps of a question: how it went and in which revision, never the answer.
// A question is known by "module/question", so what two jobs share is done once.

import { STEPS, stepAfter } from "./come-back.mjs";
import { isDay, today } from "./days.mjs";
import { isObject, readThings, writeThings } from "./store.mjs";

/** @typedef {"first" | "later" | "looked"} Outcome right at once, right later, looked at */
/** @typedef {import("./come-back.mjs").Tried & {outcome: Outcome, revision: number}} Kept */
/** @typedef {import("./store.mjs").Trouble} Trouble */

/** @type {unknown[]} from the least to the most */
export const OUTCOMES = ["looked", "later", "first"];

export class Memory {
  /** @type {Trouble | null} what a reader should know about the store */
  trouble = null;
  /** @type {Set<string>} what was tried on this page, with the day: the first try counts */
  #tried = new Set();

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
   * Keeps that a question was tried today.
   *
   * @param {string} question
   * @param {number} revision
   * @param {boolean} isRight
   */
  remember(question, revision, isRight) {
    // Read anew: the page may be older than what another tab has kept.
    const questions = this.#read();
    const kept = soundOf(questions?.[question]);
    if (!questions || (kept && kept.revision > revision)) return;
    const before = kept?.revision === revision ? kept : null;
    const outcome = outcomeAfter(before?.outcome, isRight);
    const on = today();
    const visit = `${on} ${question}`;
    const step = this.#tried.has(visit) ? before?.step : stepAfter(before, isRight);
    this.#tried.add(visit);
    questions[question] = { outcome, revision, on, ...(step && { step }) };
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
    OUTCOMES.includes(value.outcome) &&
    Number.isSafeInteger(value.revision) &&
    (value.on === undefined || isDay(value.on)) && // what was kept before days were
    (value.step === undefined || STEPS.includes(value.step))
  );
}

/**
 * Once right stays right: who found the answer may look around.
 *
 * @param {Outcome | undefined} before
 * @param {boolean} isRight
 * @returns {Outcome}
 */
function outcomeAfter(before, isRight) {
  if (before === "first" || before === "later") return before;
  if (!isRight) return "looked";
  return before ? "later" : "first";
}

/** @param {unknown} value */
function soundOf(value) {
  return isKept(value) ? value : null;
}

export const memory = new Memory();
